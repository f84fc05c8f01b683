"""Two people press at the same moment: one answer, one letter, one decision, and two letters get two numbers."""

import pytest

from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.tests.races import RACE, refused_at_once
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.superior import decide_above
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.tests.answer_scene import ACCEPTED, DECIDED, REFUSAL, SENT, AnswerScene
from feedback.cases.tests.factories import received

pytestmark = RACE


def test_an_answer_sent_twice_at_once_is_sent_once():
    scene = AnswerScene()
    scene.written()
    second = make_holder(scene.organization, "handler", "second")
    outcomes = refused_at_once(
        lambda: send_reply(scene.case, by=scene.handler, now=noon(SENT)),
        lambda: send_reply(scene.case, by=second, now=noon(SENT)),
    )
    assert outcomes == [False, True]
    assert scene.actions().count("reply_sent") == 1
    assert Letter.objects.filter(name="reply").count() == 1


@pytest.mark.clause("JG-04")
def test_of_two_decisions_at_once_the_first_stands():
    scene = AnswerScene("jiguan", is_below=True)
    second = make_holder(scene.superior, "approver", "second")
    scene.written(**REFUSAL)
    scene.send_up()
    outcomes = refused_at_once(
        lambda: decide_above(scene.case, upheld=True, opinion="同意", by=scene.decider, now=noon(DECIDED)),
        lambda: decide_above(scene.case, upheld=False, opinion="不同意", by=second, now=noon(DECIDED)),
    )
    assert outcomes == [False, True]
    assert Reply.objects.get().state in ("upheld", "overturned")


def test_letters_of_two_cases_made_at_once_get_two_numbers():
    scene = AnswerScene()
    cases = [received(scene.organization).case for _count in range(2)]
    outcomes = refused_at_once(
        *[lambda case=case: accept(case, by=scene.handler, now=noon(ACCEPTED)) for case in cases]
    )
    assert outcomes == [False, False]
    assert Letter.objects.filter(name="acceptance").values("number").distinct().count() == 3
