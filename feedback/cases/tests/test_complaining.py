"""A complaint goes to the nearest discipline body that can hear it, once, under the same name or none."""

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.tests.factories import make_holder, make_organization, noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.complaining import complain
from feedback.cases.supervision import complaint_body
from feedback.cases.tests.answer_scene import SENT, AnswerScene

pytestmark = pytest.mark.django_db


def test_the_discipline_body_gets_an_opinion_of_the_same_sender_about_the_case():
    scene = AnswerScene(is_below=True)
    discipline = make_organization("discipline", scene.superior, kind="discipline")
    with pytest.raises(NotNow):
        complain(scene.case, text="没有说清楚", by=SENDER, now=noon(SENT))
    scene.written()
    scene.send()
    found = complain(scene.case, text="没有说清楚", by=SENDER, now=noon(SENT)).case
    assert (found.kind, found.organization, found.complaint_about) == ("opinion", discipline, scene.case)
    assert found.sender.name == "李守信"
    assert found.number in scene.words()
    assert "李守信" not in found.subject
    with pytest.raises(ValidationError, match="已经反映过"):
        complain(scene.case, text="再说一次", by=SENDER, now=noon(SENT))


def test_a_complaint_about_an_anonymous_case_is_anonymous():
    scene = AnswerScene(kind="question")
    scene.write(result="explained")
    scene.send()
    found = complain(scene.case, text="没有说清楚", by=SENDER, now=noon(SENT)).case
    assert found.is_anonymous
    assert found.sender.name == ""


def test_a_complaint_goes_to_the_nearest_body_that_can_hear_it():
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
