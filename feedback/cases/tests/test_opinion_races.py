"""Two people press at the same moment on an opinion: one result, one clock, one item."""

from datetime import date

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_holder, noon
from feedback.cases.actions.judging import judge
from feedback.cases.actions.screening import screen, screen_out
from feedback.cases.tests import test_accepting_races as races
from feedback.cases.tests.opinion_case import OpinionCase

pytestmark = races.pytestmark
ON = date(2026, 9, 24)


@pytest.mark.clause("LK-23")
def test_screening_and_screening_out_at_once_does_one_of_the_two():
    case = OpinionCase()
    second = make_holder(case.organization, "collector", "second")
    outcomes = races.at_once(
        lambda: screen(case.letter, by=case.collector, now=noon(ON)),
        lambda: screen_out(case.letter, reason="不归我们管。", by=second, now=noon(ON)),
    )
    assert outcomes == [False, True]
    assert case.letter.steps.count() == 2


@pytest.mark.clause("LK-23")
def test_two_verdicts_at_once_open_one_new_clock():
    case = OpinionCase()
    case.answer(ON)
    say = lambda: judge(case.letter, verdict="unsatisfied", text="没有办。", now=noon(ON))  # noqa: E731
    assert races.at_once(say, say) == [False, True]
    assert case.stored().reopened_count == 1
    assert Deadline.objects.filter(kind="opinion").count() == 2
