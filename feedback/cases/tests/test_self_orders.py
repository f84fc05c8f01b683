"""What an opinion makes an organisation put right is an order like any other, read and handled on the page of the opinion."""

from datetime import date

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.orders.actions import orders
from disclosure.orders.models import Order
from disclosure.orders.who import readable_by
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder
from feedback.cases.tests.opinion_scene import OpinionScene

pytestmark = pytest.mark.django_db
TUESDAY, DUE = date(2026, 9, 22), date(2026, 10, 13)


@pytest.mark.clause("JG-17")
@pytest.mark.clause("LK-07")
def test_the_organisation_orders_itself_and_the_opinions_page_is_where_it_is_closed():
    scene = OpinionScene()
    scene.assign(TUESDAY)
    scene.order(TUESDAY, due_on=DUE)
    order = Order.objects.get()
    assert (order.organization, order.issuer, order.is_own) == (scene.organization, scene.organization, True)
    assert (order.what, order.deadline) == ("换成大字。", Deadline.objects.get(kind="rectification"))
    assert (order.deadline.url, order.deadline.person) == (scene.case.staff_url, scene.clerk)
    # An opinion is not for the whole desk: nobody reads it, reports on it or closes it in the list of orders.
    inspector = make_holder(scene.organization, "inspector")
    for person in (scene.clerk, scene.collector, scene.approver, inspector):
        access = access_of(person, TUESDAY)
        assert not Order.objects.filter(readable_by(access)).exists() and not orders.inbox(access).exists()
    scene.finish(date(2026, 10, 12))
    order.refresh_from_db()
    assert (order.state, order.closed_by, order.outcome) == ("closed", scene.collector, "公开栏已经换成大字。")
