"""What people try on the pages where one asks: reading codes where they lie, forms that no page ever offered."""

import pytest

from disclosure.audit.middleware import AuditContextMiddleware, current_address, without_address
from disclosure.audit.models import Event
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.clause("LK-23")
def test_no_event_says_from_where_somebody_wrote_complained_or_commented(client):
    organization = under_scheme("qijiang")
    found = received(organization, Kind.OPINION)
    client.post("/requests/track/", {"code": found.code})
    where = {"REMOTE_ADDR": "203.0.113.9"}
    client.post(f"/requests/letter/{found.case.number}/withdraw/", {"reason": "不想说了"}, **where)
    made = Event.objects.filter(action="case.withdrawn").get()
    assert (made.address, made.actor_id) == ("", None)
    assert not Event.objects.filter(address="203.0.113.9").exists()


def test_a_view_without_the_address_leaves_it_to_the_next_request(rf):
    seen = []
    handler = AuditContextMiddleware(lambda request: seen.append(current_address()))
    inner = AuditContextMiddleware(without_address(lambda request: seen.append(current_address())))
    for each in (inner, handler):
        each(rf.get("/", REMOTE_ADDR="203.0.113.9"))
    assert seen == ["", "203.0.113.9"]
