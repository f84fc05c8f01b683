"""A question about Party affairs is answered plainly: received, answered, content or not."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.organizations.tests.factories import make_holders, noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.writing import write_reply
from feedback.cases.actions.judging import judge
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.factories import offered, received, under_scheme

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 21)


@pytest.fixture
def question():
    return received(under_scheme("jiguan"), Kind.QUESTION, subject="党费怎么算", text="退休以后党费怎么交？").case


@pytest.fixture
def people(question):
    return make_holders(question.organization, ["handler", "collector"])


@pytest.mark.clause("JG-15")
def test_a_question_is_answered_without_being_accepted_screened_or_approved(question, people):
    handler = people["handler"]
    assert question.accept_deadline is None
    # As for opinions fifteen working days: see the test of screening for the days.
    assert question.answer_deadline.due_on == date(2026, 10, 16)
    names = {step.name for step in offered(question, handler, MONDAY)}
    assert "write_reply" in names and not names & {"accept", "screen", "approve_reply", "send_up"}
    write_reply(question, result="explained", text="按养老金的比例交。", by=handler, now=noon(MONDAY))
    send_reply(question, by=handler, now=noon(MONDAY))
    case = Case.objects.select_related("answer_deadline").get(pk=question.pk)
    assert (case.state, case.answered_on) == ("answered", MONDAY)
    assert (case.answer_deadline.closed_on, case.answer_deadline.closed_as) == (MONDAY, "done")
    case = judge(case, verdict="satisfied", text="", by=SENDER, now=noon(MONDAY))
    assert case.state == "closed"


def test_a_question_is_not_refused_and_not_answered_by_who_collects_opinions(question, people):
    refusal = {"result": "refused", "text": "不能说。", "reason": "secret", "legal_basis": "disclosure-7"}
    with pytest.raises(ValidationError):
        write_reply(question, **refusal, by=people["handler"], now=noon(MONDAY))
    assert offered(question, people["collector"], MONDAY) == []
    with pytest.raises(PermissionDenied):
        write_reply(question, result="explained", text="按比例交。", by=people["collector"], now=noon(MONDAY))
    assert not question.replies.exists()
