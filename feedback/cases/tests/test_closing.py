"""A case closes by a person or by itself after silence; taken up again, its answer is owed by a clock of its own."""

from datetime import date

import pytest

from disclosure.organizations.tests.factories import noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.closing import close, close_answered, reopen
from feedback.cases.actions.judging import judge
from feedback.cases.tests.answer_scene import SENT, AnswerScene

pytestmark = pytest.mark.django_db
# Ten working days after Tuesday 29 September: 30, then 8, 9, 10, 12, 13, 14, 15, 16 and 19 October.
LAST = date(2026, 10, 19)
AFTER = date(2026, 10, 20)


@pytest.fixture
def scene():
    scene = AnswerScene()
    scene.written()
    scene.send()
    return scene


def test_staff_close_a_case_once(scene):
    close(scene.case, by=scene.handler, now=noon(SENT))
    assert scene.now_stored().closed_at == noon(SENT)
    with pytest.raises(NotNow):
        close(scene.case, by=scene.handler, now=noon(SENT))


def test_silence_after_the_last_day_closes_the_case_and_the_job_may_run_twice(scene):
    assert close_answered(on=LAST, now=noon(LAST)) == 0
    assert close_answered(on=AFTER, now=noon(AFTER)) == 1
    assert close_answered(on=AFTER, now=noon(AFTER)) == 0
    assert scene.now_stored().state == "closed"
    assert scene.words() == "答复以后没有收到您的评价，这件自动办结。"


@pytest.mark.clause("LK-07")
def test_reopened_by_the_organization_the_answer_is_owed_anew_and_the_old_deadline_stands(scene):
    before = scene.now_stored().answer_deadline
    reopen(scene.case, reason="数字有误", by=scene.handler, now=noon(SENT))
    case = scene.now_stored()
    assert (case.state, case.answered_on, case.reopened_count) == ("accepted", None, 0)
    # 15 days after 29 September is Wednesday 14 October.
    assert case.answer_deadline.due_on == date(2026, 10, 14)
    before.refresh_from_db()
    assert before.closed_on == SENT
    assert case.steps.get(action="reopened").details == {"deadline_before": before.pk}
    assert close_answered(on=AFTER, now=noon(AFTER)) == 0
    assert scene.written(SENT).round == 2


def test_after_staff_reopened_a_case_its_sender_may_still_have_it_done_again(scene):
    reopen(scene.case, reason="数字有误", by=scene.handler, now=noon(SENT))
    scene.written(SENT)
    scene.send()
    judge(scene.case, verdict="unsatisfied", text="还是不清楚", by=SENDER, now=noon(SENT))
    assert scene.now_stored().state == "accepted"
