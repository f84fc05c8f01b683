"""Two people press at the same moment on an opinion: one result, one clock, one item."""

from datetime import date

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import SENDER
from disclosure.workflow.tests.races import RACE, refused_at_once
from feedback.cases.actions.accepting import screen, screen_out
from feedback.cases.actions.judging import judge
from feedback.cases.tests.opinion_scene import OpinionScene

pytestmark = RACE
ON = date(2026, 9, 24)


@pytest.mark.clause("LK-23")
def test_screening_and_screening_out_at_once_does_one_of_the_two():
    scene = OpinionScene()
    second = make_holder(scene.organization, "collector", "second")
    outcomes = refused_at_once(
        lambda: screen(scene.case, by=scene.collector, now=noon(ON)),
        lambda: screen_out(scene.case, reason="不归我们管。", by=second, now=noon(ON)),
    )
    assert outcomes == [False, True]
    assert scene.case.steps.count() == 2


@pytest.mark.clause("LK-23")
def test_two_verdicts_at_once_open_one_new_clock():
    scene = OpinionScene()
    scene.answer(ON)
    say = lambda: judge(scene.case, verdict="unsatisfied", text="没有办。", by=SENDER, now=noon(ON))  # noqa: E731
    assert refused_at_once(say, say) == [False, True]
    assert scene.stored().reopened_count == 1
    assert Deadline.objects.filter(kind="opinion").count() == 2
