"""Completion (补正): asked once and in time; the clocks stand still with the days used kept; what is late buys no day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from disclosure.deadlines.models import DeadlineChange
from disclosure.organizations.tests.factories import noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.waiting.completing import complete
from feedback.cases.models.replies import Letter
from feedback.cases.tests.request_scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-17")]
ASKED = date(2026, 9, 22)


def test_the_days_used_are_kept_over_the_national_holiday():
    scene = Scene("longkou")
    case = scene.ask_completion(ASKED)
    # Ten working days after 22 September: 23, 24, 28, 29, 30, then 8, 9, 10 (Saturday, working), 12, 13 October.
    assert (case.state, case.waiting_for) == ("incomplete", "completion")
    assert case.waiting_until_on == date(2026, 10, 13)
    assert scene.due() == (None, None)
    case = scene.complete(date(2026, 10, 9))
    assert (case.state, case.waiting_for, case.waiting_until_on) == ("received", "", None)
    # 21 and 22 September are used. Accept: 3 of 5 days left, 10, 11, 12 October. Answer: 13 of 15 left, to 22 October.
    assert scene.due() == (date(2026, 10, 12), date(2026, 10, 22))
    assert scene.words() == (
        "已收到补正的内容。我们会在2026年10月12日（周一）前告诉您是否受理。我们会在2026年10月22日（周四）前答复。"
    )


def test_the_sender_reads_what_is_missing_until_when_and_what_silence_means():
    scene = Scene("longkou")
    case = scene.ask_completion(ASKED)
    assert "请写明是哪一栋办公楼。" in scene.words()
    assert "请在2026年10月13日（周二）前补正" in scene.words() and "当作您撤回" in scene.words()
    assert "2026年10月13日" in Letter.objects.get(case=case, name="completion").body
    assert case.steps.get(action="completion_asked").details == {"until_on": "2026-10-13", "preset": True}
    reasons = DeadlineChange.objects.values_list("reason", flat=True)
    assert set(reasons) == {"等补正，最迟等到2026年10月13日"}


def test_on_the_last_day_it_is_in_time_and_on_the_next_it_is_refused_with_a_way_out():
    scene, late = Scene("longkou"), Scene("yueyang")
    for each in (scene, late):
        each.ask_completion(ASKED)
    scene.complete(date(2026, 10, 13))
    # Accept: 14, 15, 16 October. Answer: 13 days after the 13th.
    assert scene.due() == (date(2026, 10, 16), date(2026, 10, 26))
    with pytest.raises(ValidationError, match="请重新提出"):
        late.complete(date(2026, 10, 14))
    assert late.now_stored().state == "incomplete"


def test_staff_enter_it_with_the_true_day_and_not_with_an_impossible_one():
    scene = Scene("longkou")
    scene.ask_completion(ASKED)
    for came_on in (date(2026, 9, 21), date(2026, 10, 13)):
        with pytest.raises(ValidationError):
            scene.complete(date(2026, 10, 12), by=scene.handler, came_on=came_on)
    scene.complete(date(2026, 10, 12), by=scene.handler, came_on=date(2026, 10, 9))
    assert scene.due() == (date(2026, 10, 12), date(2026, 10, 22))


def test_yueyang_has_no_answer_clock_yet_and_gets_it_when_accepted():
    scene = Scene("yueyang")
    scene.ask_completion(ASKED)
    scene.complete(date(2026, 10, 9))
    assert scene.due() == (date(2026, 10, 12), None)
    scene.accept(date(2026, 10, 12))
    # 13, 14, 15, 16, 19, 20, 21, 22, 23, 26 October.
    assert scene.due() == (date(2026, 10, 12), date(2026, 10, 26))


def test_over_the_year_end_the_days_left_reach_into_the_provisional_year():
    scene = Scene("longkou", date(2026, 12, 21))
    assert scene.due() == (date(2026, 12, 28), date(2027, 1, 5))
    case = scene.ask_completion(date(2026, 12, 22))
    # 23, 24, 25, 28, 29, 30, 31 December, 4, 5, 6 January.
    assert case.waiting_until_on == date(2027, 1, 6)
    case = scene.complete(date(2026, 12, 31))
    # One day is used. Accept: 4 left, to 4 January. Answer: 14 left, to 14 January.
    assert scene.due() == (date(2027, 1, 4), date(2027, 1, 14))
    assert case.answer_deadline.is_provisional


def test_it_is_asked_once_and_only_within_the_time_to_accept():
    scene, late = Scene("longkou"), Scene("yueyang")
    scene.ask_completion(ASKED)
    with pytest.raises(NotNow):
        scene.ask_completion(ASKED)
    scene.complete(date(2026, 9, 23))
    with pytest.raises(ValidationError, match="只能要求一次"):
        scene.ask_completion(date(2026, 9, 23))
    with pytest.raises(ValidationError, match="已经过了"):
        late.ask_completion(date(2026, 9, 29))


@pytest.mark.parametrize(
    "until_on",
    [
        date(2026, 9, 24),  # two working days: too short
        date(2026, 10, 3),  # a holiday
        date(2026, 11, 13),  # 34 working days: too long
    ],
)
def test_a_last_day_that_is_unfair_to_either_side_is_refused(until_on):
    scene = Scene("longkou")
    with pytest.raises(ValidationError) as refused:
        scene.ask_completion(ASKED, until_on=until_on)
    assert "until_on" in refused.value.error_dict
    assert scene.now_stored().state == "received"


def test_a_completion_sent_twice_is_taken_in_once():
    scene = Scene("longkou")
    scene.ask_completion(ASKED)
    scene.complete(date(2026, 9, 23))
    with pytest.raises(NotNow, match="已经收到过"):
        complete(scene.case, text="再说一遍", by=SENDER, now=noon(date(2026, 9, 23)))
    assert scene.actions() == ["received", "completion_asked", "completed"]
