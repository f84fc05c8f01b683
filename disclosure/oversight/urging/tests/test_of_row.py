"""The page of a late row: whom to call, and what may be done about it from there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosure.orders.actions import begin_order
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import client_of, make_holder, noon
from disclosure.oversight.urging.tests.test_pressing import UrgingScene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return UrgingScene()


def page_of(person, row) -> str:
    return client_of(person).get(row.get_absolute_url()).content.decode()


@pytest.mark.clause("LK-18")
def test_it_names_person_and_telephone_and_never_says_that_nobody_is_named(scene):
    Organization.objects.filter(pk=scene.branch.pk).update(supervision_phone="0535-12380", office_name="公开办")
    on = timezone.localdate()
    (named,) = scene.rows(1, due_on=on - timedelta(days=9), person=scene.clerk)
    (office,) = scene.rows(1, due_on=on - timedelta(days=9), permission="handle_requests")
    page = page_of(scene.supervisor, named)
    assert "branch-clerk" in page and "0535-12380" in page and "公开办" in page and "未定" not in page
    page = page_of(scene.supervisor, office)
    assert "公开办" in page and "0535-12380" in page and "未定" not in page


@pytest.mark.clause("JG-17")
@pytest.mark.parametrize(
    ("role", "days", "urges", "orders"),
    [
        ("inspector", -9, True, True),
        ("approver", -9, True, True),
        ("supervisor", -9, True, False),  # watches, and orders nothing
        ("inspector", 0, True, False),  # due today: not late yet
        ("inspector", 60, False, False),
    ],
)
def test_pressing_and_ordering_are_offered_to_whoever_may(scene, role, days, urges, orders):
    person = scene.supervisor if role == "supervisor" else make_holder(scene.county, role)
    (row,) = scene.rows(1, due_on=timezone.localdate() + timedelta(days=days))
    page = page_of(person, row)
    assert (f"/oversight/urging/?row={row.pk}" in page) == urges
    assert (f"/admin/orders/order/add/?deadline={row.pk}" in page) == orders


@pytest.mark.clause("PL-18")
def test_what_was_done_about_it_stands_there_for_who_may_read_it(scene):
    on, inspector = timezone.localdate(), make_holder(scene.county, "inspector")
    (row,) = scene.rows(1, due_on=on - timedelta(days=9))
    scene.press([row], on=on)
    given = {
        "issuer": scene.county,
        "what": "今天办。",
        "due_on": on + timedelta(days=20),
        "by": inspector,
        "now": noon(on),
    }
    order = begin_order(scene.branch, source_label=row.title, source_url=row.get_absolute_url(), **given)
    page = page_of(inspector, row)
    assert order.get_absolute_url() in page and "还没有答复" in page
    # Who watches from the town alone reads no order that the county gave the branch.
    assert order.get_absolute_url() not in page_of(make_holder(scene.town, "supervisor"), row)
