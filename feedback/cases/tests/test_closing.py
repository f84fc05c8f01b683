"""A letter closes by a person or by itself after silence; taken up again, its answer is owed by a clock of its own."""

from datetime import date

import pytest

from disclosure.organizations.tests.factories import noon
from feedback.cases.actions.closing import close, close_answered, reopen
from feedback.cases.actions.judging import judge
from feedback.cases.states import IllegalMove
from feedback.cases.tests.answer_case import SENT, AnswerCase

pytestmark = pytest.mark.django_db
# Ten working days after Tuesday 29 September: 30, then 8, 9, 10, 12, 13, 14, 15, 16 and 19 October.
LAST = date(2026, 10, 19)
AFTER = date(2026, 10, 20)


@pytest.fixture
def case():
    case = AnswerCase()
    case.written()
    case.send()
    return case


def test_closed_by_hand_once(case):
    close(case.letter, by=case.handler, now=noon(SENT))
    assert case.now_stored().closed_at == noon(SENT)
    with pytest.raises(IllegalMove):
        close(case.letter, by=case.handler, now=noon(SENT))


def test_silence_closes_the_day_after_the_last_and_the_job_may_run_twice(case):
    assert close_answered(on=LAST, now=noon(LAST)) == 0
    assert close_answered(on=AFTER, now=noon(AFTER)) == 1
    assert close_answered(on=AFTER, now=noon(AFTER)) == 0
    assert case.now_stored().state == "closed"
    assert case.words() == "答复以后没有收到您的评价，这件自动办结。"


@pytest.mark.clause("LK-07")
def test_reopened_by_the_organization_the_answer_is_owed_anew_and_the_old_deadline_stands(case):
    before = case.now_stored().answer_deadline
    reopen(case.letter, reason="数字有误", by=case.handler, now=noon(SENT))
    letter = case.now_stored()
    assert (letter.state, letter.answered_on, letter.reopened_count) == ("accepted", None, 0)
    # 15 days after 29 September is Wednesday 14 October.
    assert letter.answer_deadline.due_on == date(2026, 10, 14)
    before.refresh_from_db()
    assert before.closed_on == SENT
    assert letter.steps.get(action="reopened").facts == {"deadline_before": before.pk}
    assert close_answered(on=AFTER, now=noon(AFTER)) == 0
    assert case.written(SENT).round == 2


def test_the_senders_own_right_to_have_it_done_again_is_left(case):
    reopen(case.letter, reason="数字有误", by=case.handler, now=noon(SENT))
    case.written(SENT)
    case.send()
    judge(case.letter, verdict="unsatisfied", text="还是不清楚", now=noon(SENT))
    assert case.now_stored().state == "accepted"
