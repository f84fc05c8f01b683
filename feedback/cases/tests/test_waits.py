"""Waits end by a rule, announced beforehand; twice, late or after an outage with the same result."""

from datetime import date

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import noon
from feedback.cases.actions.waiting.rules import announce_waits, end_waits
from feedback.cases.tests.request_scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-17"), pytest.mark.clause("JG-11")]


def sweep(*days: date) -> list[int]:
    return [end_waits(on=on, now=noon(on)) + announce_waits(on=on, now=noon(on)) for on in days]


@pytest.fixture
def incomplete():
    """Asked on 22 September, to be completed by 13 October."""
    scene = Scene("longkou")
    scene.ask_completion(date(2026, 9, 22))
    return scene


@pytest.fixture
def asking():
    """Asked on 23 September, to be answered by 21 October."""
    scene = Scene("longkou")
    scene.accept(date(2026, 9, 22))
    scene.ask_third_party(date(2026, 9, 23))
    return scene


def test_the_sender_is_reminded_two_working_days_before_and_once(incomplete):
    # Two working days before Tuesday 13 October: Monday, and Saturday the 10th, which works.
    assert sweep(date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 10), date(2026, 10, 11)) == [0, 1, 0, 0]
    assert incomplete.words().startswith("还没有收到您的补正。最晚2026年10月13日（周二）补正")
    assert incomplete.actions()[-1] == "completion_end_announced"


@pytest.mark.parametrize("runs", [(date(2026, 10, 14), date(2026, 10, 14)), (date(2026, 10, 20),)])
def test_what_is_not_completed_is_withdrawn_as_of_the_day_after_the_last(incomplete, runs):
    assert sweep(date(2026, 10, 13)) == [1]
    assert incomplete.now_stored().state == "incomplete"
    assert sum(sweep(*runs)) == 1
    case = incomplete.now_stored()
    assert (case.state, case.waiting_for) == ("withdrawn", "")
    for deadline in (case.accept_deadline, case.answer_deadline):
        assert (deadline.closed_on, deadline.closed_as, deadline.was_late()) == (date(2026, 10, 14), "ended", False)
    assert "可以重新提出" in incomplete.words()
    assert incomplete.actions().count("withdrawn") == 1


def test_what_is_completed_in_time_is_left_alone(incomplete):
    incomplete.complete(date(2026, 10, 12))
    assert sweep(date(2026, 10, 13), date(2026, 10, 20)) == [0, 0]


@pytest.mark.parametrize("runs", [(date(2026, 10, 22), date(2026, 10, 22)), (date(2026, 10, 30),)])
def test_a_silent_third_party_ends_the_wait_for_the_right_day(asking, runs):
    # Announced on Monday the 19th, two working days before the 21st.
    assert sweep(date(2026, 10, 18), date(2026, 10, 19), date(2026, 10, 21)) == [0, 1, 0]
    assert asking.actions()[-1] == "third_party_end_announced"
    assert sum(sweep(*runs)) == 1
    case = asking.now_stored()
    # Three of fifteen days are used; counting goes on on 22 October: the twelfth is 2 November.
    assert (case.state, case.waiting_for) == ("accepted", "")
    assert case.answer_deadline.due_on == date(2026, 11, 2)
    assert asking.words() == "第三方到期没有答复。我们会在2026年11月2日（周一）前答复。"
    assert case.steps.get(action="third_party_answered").by is None
    assert Notice.objects.filter(recipient=asking.handler, title__contains="第三方").count() == 2


def test_a_bad_row_is_logged_and_stops_no_other(asking, caplog):
    other = Scene("yueyang")
    other.accept(date(2026, 9, 23))
    other.ask_third_party(date(2026, 9, 28))
    Deadline.objects.filter(pk=asking.now_stored().answer_deadline_id).update(rule={"moons": 1})
    assert sweep(date(2026, 11, 2)) == [1]
    assert f"register_third_party of case {asking.case.pk} failed" in caplog.text
    assert other.now_stored().waiting_for == ""


def test_over_the_year_end_the_wait_and_the_rest_are_counted_on():
    scene = Scene("yueyang", date(2026, 12, 21))
    scene.accept(date(2026, 12, 22))
    case = scene.ask_third_party(date(2026, 12, 23))
    # 24, 25, 28 to 31 December, 4 to 8, 11 to 14 January.
    assert case.waiting_until_on == date(2027, 1, 14)
    assert sum(sweep(date(2027, 1, 15))) == 1
    # One day is used; 15, 18 to 22, 25 to 27 January are the other nine.
    assert scene.due()[1] == date(2027, 1, 27)
    assert scene.now_stored().answer_deadline.is_provisional
