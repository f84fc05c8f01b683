"""An opinion goes on to be handled, or it does not with a reason that its sender reads; its clock runs from its receipt."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import NotNow
from feedback.cases.actions.accepting import screen, screen_out
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, offered, received
from feedback.cases.tests.opinion_scene import OpinionScene

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 21)


@pytest.fixture
def scene():
    return OpinionScene()


@pytest.mark.clause("LK-23")
@pytest.mark.parametrize("slug", ["longkou", "yueyang"])
def test_an_opinion_is_answered_within_fifteen_working_days_of_its_receipt(slug):
    case = OpinionScene(slug, on=SUNDAY).case
    # 21 to 24 September are four (25 to 27: Mid-Autumn), 28 to 30 make seven, 8, 9 and Saturday 10 October ten, 12 to 16
    # October fifteen.
    assert case.answer_deadline.due_on == date(2026, 10, 16)
    assert case.answer_deadline.trace["source"]["preset"] is True
    assert case.accept_deadline is None


@pytest.mark.clause("LK-23")
def test_what_is_screened_waits_to_be_given_to_somebody_and_a_second_press_changes_nothing(scene):
    case = screen(scene.case, note="请办公室看一看", by=scene.collector, now=noon(MONDAY))
    assert case.state == "screened"
    assert case.steps.last().note == "请办公室看一看"
    with pytest.raises(NotNow, match="可能已经有人办过"):
        screen(scene.case, by=scene.collector, now=noon(MONDAY))
    with pytest.raises(NotNow):
        screen_out(scene.case, reason="没有写明事情", by=scene.collector, now=noon(MONDAY))
    assert list(case.steps.values_list("action", flat=True)) == ["received", "screened"]


@pytest.mark.clause("JG-08")
def test_who_is_screened_out_reads_why_and_where_to_complain(scene):
    reason = "这条路归交通局管，请打12328。"
    case = screen_out(scene.case, kind="not_ours", reason=reason, by=scene.collector, now=noon(MONDAY))
    assert (case.state, case.closed_at) == ("screened_out", noon(MONDAY))
    told = scene.told()
    assert "不是本组织的事" in told and reason in told and "0535-12380" in told
    deadline = scene.stored().answer_deadline
    assert (deadline.closed_as, deadline.was_late()) == ("ended", False)


def test_screening_out_too_late_stays_late(scene):
    screen_out(scene.case, reason="没有提出意见", by=scene.collector, now=noon(date(2026, 10, 17)))
    assert scene.stored().answer_deadline.was_late()


def test_a_reason_is_needed_and_the_post_of_the_collector(scene):
    with pytest.raises(ValidationError):
        screen_out(scene.case, reason=" ", by=scene.collector, now=noon(MONDAY))
    with pytest.raises(ValidationError):
        screen_out(scene.case, kind="because", reason="不办", by=scene.collector, now=noon(MONDAY))
    for person in (scene.clerk, scene.people["handler"], scene.approver):
        with pytest.raises(PermissionDenied):
            screen(scene.case, by=person, now=noon(MONDAY))
    assert scene.stored().state == "received"


@pytest.mark.clause("QJ-17")
def test_nobody_screens_a_complaint_about_what_they_did_themselves(scene):
    about = received(scene.organization, Kind.QUESTION, subject="党费怎么算").case
    Case.objects.filter(pk=about.pk).update(handler=scene.collector)
    Case.objects.filter(pk=scene.case.pk).update(complaint_about=about)
    complaint = scene.stored()
    assert offered(complaint, scene.collector, MONDAY) == []
    with pytest.raises(PermissionDenied, match="您经办"):
        screen(complaint, by=scene.collector, now=noon(MONDAY))
    other = make_holder(scene.organization, "collector", "second-collector")
    assert screen(complaint, by=other, now=noon(MONDAY)).state == "screened"
