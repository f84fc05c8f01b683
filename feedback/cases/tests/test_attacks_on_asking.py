"""What people try on the pages where one asks: reading codes where they lie, forms that no page ever offered."""

from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from disclosure.audit.middleware import AuditContextMiddleware, current_address, without_address
from disclosure.audit.models import Event
from feedback.cases.codes import new_code
from feedback.cases.public.asking import drafts
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def test_the_table_of_sessions_gives_no_code_away():
    session, code = SessionStore(), new_code()
    drafts.keep_receipt(session, case=SimpleNamespace(pk=7), code=code)
    kept = str(Session.objects.get(pk=session.session_key).get_decoded())
    assert code not in kept and code.replace("-", "") not in kept
    assert drafts.receipt_of(SessionStore(session.session_key)) == (7, code)


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
