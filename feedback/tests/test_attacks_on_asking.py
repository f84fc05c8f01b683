"""What people try on the pages where one asks: reading codes where they lie, forms that no page ever offered."""

from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from feedback.asking import drafts
from feedback.codes import new_code

pytestmark = pytest.mark.django_db


def test_the_table_of_sessions_gives_no_code_away():
    session, code = SessionStore(), new_code()
    drafts.keep_receipt(session, letter=SimpleNamespace(pk=7), code=code)
    kept = str(Session.objects.get(pk=session.session_key).get_decoded())
    assert code not in kept and code.replace("-", "") not in kept
    assert drafts.receipt_of(SessionStore(session.session_key)) == {"letter": 7, "code": code}
