"""A complaint goes to the nearest discipline body that can hear it, once, under the same name or none."""

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.tests.factories import make_holder, make_organization, noon
from feedback.cases.actions.complaining import complain, complaint_body
from feedback.cases.states import IllegalMove
from feedback.cases.tests.answer_case import SENT, AnswerCase

pytestmark = pytest.mark.django_db


def test_the_discipline_body_gets_an_opinion_of_the_same_sender_about_the_letter():
    case = AnswerCase(is_below=True)
    discipline = make_organization("discipline", case.superior, kind="discipline")
    with pytest.raises(IllegalMove):
        complain(case.letter, text="没有说清楚", now=noon(SENT))
    case.written()
    case.send()
    found = complain(case.letter, text="没有说清楚", now=noon(SENT)).letter
    assert (found.kind, found.organization, found.complaint_about) == ("opinion", discipline, case.letter)
    assert found.sender.name == "李守信"
    assert found.number in case.words()
    assert "李守信" not in found.subject
    with pytest.raises(ValidationError, match="已经反映过"):
        complain(case.letter, text="再说一次", now=noon(SENT))


def test_who_was_nameless_stays_so():
    case = AnswerCase(kind="question")
    case.write(result="explained")
    case.send()
    found = complain(case.letter, text="没有说清楚", now=noon(SENT)).letter
    assert found.is_anonymous
    assert found.sender.name == ""


def test_the_nearest_that_can_hear_it():
    top = make_organization("top")
    middle = make_organization("middle", top)
    branch = make_organization("branch", middle)
    assert complaint_body(branch, SENT) == middle
    far = make_organization("far", top, kind="discipline")
    assert complaint_body(branch, SENT) == far
    near = make_organization("near", middle, kind="discipline")
    assert complaint_body(branch, SENT) == near
    make_holder(far, "collector")
    assert complaint_body(branch, SENT) == far
    assert complaint_body(top, SENT) == far
