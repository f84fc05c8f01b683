"""Two people press at the same moment: one result, one step, one letter."""

from datetime import date

from disclosure.deadlines.models import DeadlineChange
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import SENDER
from disclosure.workflow.tests.races import RACE, refused_at_once
from feedback.cases.actions.accepting import accept, not_accept
from feedback.cases.actions.waiting.completing import complete, register_completion
from feedback.cases.actions.waiting.extending import extend
from feedback.cases.actions.waiting.rules import end_waits
from feedback.cases.models.replies import Letter
from feedback.cases.tests.request_scene import Scene

pytestmark = RACE
ON = date(2026, 9, 22)


def test_accepting_and_not_accepting_at_once_does_one_of_the_two():
    scene = Scene("longkou")
    second = make_holder(scene.organization, "handler", "second")
    outcomes = refused_at_once(
        lambda: accept(scene.case, by=scene.handler, now=noon(ON)),
        lambda: not_accept(scene.case, reason="不归我们管。", by=second, now=noon(ON)),
    )
    assert outcomes == [False, True]
    assert len(scene.actions()) == 2
    assert Letter.objects.count() == 1


def test_two_who_put_it_off_at_once_put_it_off_once():
    scene = Scene("longkou")
    scene.accept(ON)
    second = make_holder(scene.organization, "approver", "second")
    calls = [lambda by=by: extend(scene.case, reason="查账。", by=by, now=noon(ON)) for by in (scene.approver, second)]
    assert refused_at_once(*calls) == [False, True]
    assert scene.due()[1] == date(2026, 10, 15)
    assert DeadlineChange.objects.count() == 1


def test_sender_and_staff_who_complete_at_once_resume_once():
    scene = Scene("longkou")
    scene.ask_completion(ON)
    on = noon(date(2026, 10, 9))
    takers = ((complete, SENDER), (register_completion, scene.handler))
    calls = [lambda take=take, by=by: take(scene.case, text="是东楼。", now=on, by=by) for take, by in takers]
    assert refused_at_once(*calls) == [False, True]
    assert scene.actions() == ["received", "completion_asked", "completed"]
    assert scene.due() == (date(2026, 10, 12), date(2026, 10, 22))


def test_two_sweeps_at_once_end_a_wait_once():
    scene = Scene("longkou")
    scene.ask_completion(ON)
    late = date(2026, 10, 20)
    assert refused_at_once(*[lambda: end_waits(on=late, now=noon(late))] * 2) == [False, False]
    assert scene.actions() == ["received", "completion_asked", "withdrawn"]
