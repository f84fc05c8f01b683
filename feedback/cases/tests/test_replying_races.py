"""Two people press at the same moment: one answer, one paper, one decision, and two papers get two numbers."""

import pytest
from django.conf import settings

from disclosure.organizations.tests.factories import make_holder, noon
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.answering.replying import send_reply
from feedback.cases.actions.answering.superior import decide_above
from feedback.cases.models.replies import Document, Reply
from feedback.cases.tests.answer_case import ACCEPTED, DECIDED, REFUSAL, SENT, AnswerCase
from feedback.cases.tests.factories import received
from feedback.cases.tests.test_accepting_races import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        reason="SQLite's in-memory test database has one connection; its writers queue for the whole database anyway",
    ),
]


def test_an_answer_sent_twice_at_once_is_sent_once():
    case = AnswerCase()
    case.written()
    second = make_holder(case.organization, "handler", "second")
    outcomes = at_once(
        lambda: send_reply(case.letter, by=case.handler, now=noon(SENT)),
        lambda: send_reply(case.letter, by=second, now=noon(SENT)),
    )
    assert outcomes == [False, True]
    assert case.actions().count("reply_sent") == 1
    assert Document.objects.filter(name="reply").count() == 1


@pytest.mark.clause("JG-04")
def test_of_two_decisions_at_once_the_first_stands():
    case = AnswerCase("jiguan", is_below=True)
    second = make_holder(case.superior, "approver", "second")
    case.written(**REFUSAL)
    case.send_up()
    outcomes = at_once(
        lambda: decide_above(case.letter, upheld=True, opinion="同意", by=case.decider, now=noon(DECIDED)),
        lambda: decide_above(case.letter, upheld=False, opinion="不同意", by=second, now=noon(DECIDED)),
    )
    assert outcomes == [False, True]
    assert Reply.objects.get().state in ("upheld", "overturned")


def test_papers_of_two_letters_made_at_once_get_two_numbers():
    case = AnswerCase()
    letters = [received(case.organization).letter for _count in range(2)]
    outcomes = at_once(
        *[lambda letter=letter: accept(letter, by=case.handler, now=noon(ACCEPTED)) for letter in letters]
    )
    assert outcomes == [False, False]
    assert Document.objects.filter(name="acceptance").values("number").distinct().count() == 3
