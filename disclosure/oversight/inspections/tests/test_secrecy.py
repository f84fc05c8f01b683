"""Of an unannounced inspection the inspected side learns nothing by any way before it is announced; others never learn more than
their own."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.items.models import Item
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_post
from disclosure.oversight.inspections.actions.looking import find
from disclosure.oversight.inspections.actions.reporting import close
from disclosure.oversight.inspections.models import Inspection, Photograph, SheetKey
from disclosure.oversight.inspections.tests.scene import County
from disclosure.oversight.inspections.urls import urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.clause("LK-25")]
TITLE = "悄悄看一看"
ROLES = ("supervisor", "inspector", "handler")


@pytest.fixture
def county(time_machine) -> County:
    county = County(count=2)
    time_machine.move_to(county.tick())
    return county


def inside(county: County) -> list[Client]:
    """Of each kind one in the branch, one of its own inspectors among them."""
    desk = county.desk
    people = [desk.clerk, desk.secretary]
    people += [make_holder(county.branch, role) for role in ROLES]
    return [client_of(person) for person in people]


def addresses(county: County, inspection: Inspection) -> list[str]:
    visit = county.visit(inspection)
    own = visit.get_absolute_url()
    return [
        inspection.get_absolute_url(),
        f"{inspection.get_absolute_url()}report.docx",
        own,
        f"{own}list.txt",
        f"{own}sheet/",
    ]


PAGES = [
    "/oversight/",
    "/oversight/inspections/",
    "/oversight/inspections/o/branch/",
    "/admin/",
    "/me/",
    "/me/notices/",
    "/o/branch/",
]


@pytest.mark.parametrize("stage", ["plan", "confirmed"])
def test_nothing_of_an_unannounced_inspection_shows_to_the_inspected(county, stage):
    before = (Deadline.objects.count(), Notice.objects.count())
    inspection = getattr(county, stage)(kind="unannounced", title=TITLE)
    item = county.items[0]
    staff_page = f"/admin/catalog/item/{item.pk}/change/"
    for client in inside(county):
        for address in addresses(county, inspection):
            assert client.get(address).status_code == 404, address
        for address in [*PAGES, item.get_absolute_url(), staff_page]:
            shown = client.get(address).content.decode()
            assert TITLE not in shown, address
            assert "暗访" not in shown, address
    assert Deadline.objects.count() == before[0]
    assert not Notice.objects.filter(recipient__username__startswith="branch-").exists()
    events = Event.objects.filter(action__startswith="inspection.")
    assert set(events.values_list("organization_code", flat=True)) == {"county"}
    assert not events.filter(object_label__contains=TITLE).exists()
    assert not events.filter(object_type="catalog.item").exists()


def test_what_waits_for_an_inspector_stands_on_their_desk_and_on_nobody_elses(county):
    county.frozen(kind="unannounced", title=TITLE)
    shown = {
        person: TITLE in client_of(person).get("/admin/").content.decode() for person in (county.leader, county.third)
    }
    assert shown == {county.leader: True, county.third: False}
    make_post(county.leader, county.branch, "clerk")
    assert TITLE not in client_of(county.leader).get("/admin/").content.decode()


def test_once_announced_they_see_their_own(county):
    inspection = county.announced(kind="unannounced", title=TITLE)
    secretary = client_of(county.desk.secretary)
    assert TITLE in secretary.get("/oversight/inspections/").content.decode()
    page = secretary.get(county.visit(inspection).get_absolute_url())
    assert page.status_code == 200 and page.context_data["page"].result
    assert Notice.objects.filter(recipient=county.desk.secretary, title__contains=TITLE).exists()
    # The inspectors' own page stays theirs.
    assert secretary.get(inspection.get_absolute_url()).status_code == 404


def test_an_unannounced_one_may_end_in_silence(county):
    inspection = close(county.confirmed(kind="unannounced", title=TITLE), by=county.leader, now=county.tick())
    assert client_of(county.desk.secretary).get(county.visit(inspection).get_absolute_url()).status_code == 404


def test_an_inspector_who_works_in_the_branch_does_not_see_it_either(county):
    inspection = county.drawn(kind="unannounced", title=TITLE)
    make_post(county.third, county.branch, "clerk")
    client = client_of(county.third)
    assert client.get(inspection.get_absolute_url()).status_code == 404
    assert TITLE not in client.get("/oversight/inspections/").content.decode()


def test_of_an_announced_one_they_see_the_drawing_at_once_and_the_marks_with_the_results(county):
    inspection = county.marked(title=TITLE)
    visit, secretary = county.visit(inspection), client_of(county.desk.secretary)
    find(inspection, visit=visit, text="栏目空着", by=county.leader, now=county.tick())
    page = secretary.get(visit.get_absolute_url())
    shown = page.content.decode()
    assert visit.frozen.digest in shown and "抽到的2件" in shown
    assert "栏目空着" not in shown and "数据" not in shown and page.context_data["page"].result is None
    assert secretary.get(f"{visit.get_absolute_url()}sheet/").status_code == 404


def test_a_sister_organisation_and_a_passer_by_see_nothing(county):
    inspection = county.announced(title=TITLE)
    sister = make_organization("sister", county.organization)
    strangers = [client_of(make_holder(sister, role)) for role in ("secretary", "inspector")]
    for client in strangers:
        for address in addresses(county, inspection):
            assert client.get(address).status_code == 404, address
        assert TITLE not in client.get("/oversight/inspections/").content.decode()
    for address in ["/oversight/inspections/", *addresses(county, inspection)]:
        assert Client().get(address).status_code == 302, address


def test_every_address_is_closed_to_the_inspected_and_to_strangers(county):
    """Also those that write, which only inspectors of it may."""
    inspection = county.drawn(kind="unannounced", title=TITLE)
    visit = county.visit(inspection)
    sampled = visit.sampled.order_by("pk")[0]
    finding = find(inspection, visit=visit, text="栏目空着", by=county.leader, now=county.tick())
    known = {"sampled": sampled.pk, "finding": finding.pk, "photograph": 1, "name": "report"}
    people = [
        county.desk.secretary,
        make_holder(county.organization, "secretary"),
        make_holder(county.branch, "inspector"),
    ]
    states = [
        Inspection.objects.values().get(),
        list(visit.sampled.values()),
        Photograph.objects.count(),
        SheetKey.objects.count(),
    ]
    for person in people:
        client = client_of(person)
        for pattern in urlpatterns:
            names = set(pattern.pattern.converters)
            if not {"pk"} <= names:
                continue
            values = {name: known.get(name, visit.pk) for name in names}
            values |= {"inspection": inspection.pk} if "inspection" in names else {"pk": inspection.pk}
            address = reverse(f"oversight:{pattern.name}", kwargs=values)
            for answer in (client.get(address), client.post(address, {})):
                assert answer.status_code in (403, 404, 405), (person, address, answer.status_code)
    assert states == [
        Inspection.objects.values().get(),
        list(visit.sampled.values()),
        Photograph.objects.count(),
        SheetKey.objects.count(),
    ]


def test_an_inspection_opens_no_item_to_who_may_not_read_it(county):
    """Its title is shown by its scope alone; others are shown the entry."""
    secret = county.desk.registered(code="1-5", title="委员分工的内情", audiences=())
    Item.objects.filter(pk=secret.pk).update(
        published_inside_at=county.desk.now, published_version=secret.working_version
    )
    inspection = county.drawn(entry_codes=["1-5"], size=1)
    shown = client_of(county.leader).get(county.visit(inspection).get_absolute_url()).content.decode()
    assert "1-5 委员分工" in shown and "委员分工的内情" not in shown
