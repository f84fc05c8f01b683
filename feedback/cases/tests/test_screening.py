"""An opinion goes on to be handled, or it does not with a reason that its sender reads; its clock runs from its receipt."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.organizations.tests.factories import make_holder, noon
from feedback.cases.actions.screening import screen, screen_out
from feedback.cases.models.cases import Letter
from feedback.cases.states import IllegalMove, Kind
from feedback.cases.steps import offers
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.opinion_case import OpinionCase

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 21)


@pytest.fixture
def case():
    return OpinionCase()


@pytest.mark.clause("LK-23")
@pytest.mark.parametrize("slug", ["longkou", "yueyang"])
def test_an_opinion_is_answered_within_fifteen_working_days_of_its_receipt(slug):
    letter = OpinionCase(slug, on=SUNDAY).letter
    # 21 to 24 September are four (25 to 27: Mid-Autumn), 28 to 30 make seven, 8, 9 and Saturday 10 October ten, 12 to 16
    # October fifteen.
    assert letter.answer_deadline.due_on == date(2026, 10, 16)
    assert letter.answer_deadline.trace["source"]["preset"] is True
    assert letter.accept_deadline is None


@pytest.mark.clause("LK-23")
def test_what_is_screened_waits_to_be_given_to_somebody_and_a_second_press_changes_nothing(case):
    letter = screen(case.letter, note="请办公室看一看", by=case.collector, now=noon(MONDAY))
    assert letter.state == "screened"
    assert letter.steps.last().note == "请办公室看一看"
    with pytest.raises(IllegalMove, match="可能已经有人办过"):
        screen(case.letter, by=case.collector, now=noon(MONDAY))
    with pytest.raises(IllegalMove):
        screen_out(case.letter, reason="没有写明事情", by=case.collector, now=noon(MONDAY))
    assert list(letter.steps.values_list("action", flat=True)) == ["received", "screened"]


@pytest.mark.clause("JG-08")
def test_who_is_screened_out_reads_why_and_where_to_complain(case):
    reason = "这条路归交通局管，请打12328。"
    letter = screen_out(case.letter, kind="not_ours", reason=reason, by=case.collector, now=noon(MONDAY))
    assert (letter.state, letter.closed_at) == ("screened_out", noon(MONDAY))
    told = case.told()
    assert "不是本组织的事" in told and reason in told and "0535-12380" in told
    deadline = case.stored().answer_deadline
    assert (deadline.closed_as, deadline.was_late()) == ("ended", False)


def test_screening_out_too_late_stays_late(case):
    screen_out(case.letter, reason="没有提出意见", by=case.collector, now=noon(date(2026, 10, 17)))
    assert case.stored().answer_deadline.was_late()


def test_a_reason_is_needed_and_the_post_of_the_collector(case):
    with pytest.raises(ValidationError):
        screen_out(case.letter, reason=" ", by=case.collector, now=noon(MONDAY))
    with pytest.raises(ValidationError):
        screen_out(case.letter, kind="because", reason="不办", by=case.collector, now=noon(MONDAY))
    for person in (case.clerk, case.people["handler"], case.approver):
        with pytest.raises(PermissionDenied):
            screen(case.letter, by=person, now=noon(MONDAY))
    assert case.stored().state == "received"


@pytest.mark.clause("QJ-17")
def test_nobody_screens_a_complaint_about_what_they_did_themselves(case):
    about = received(case.organization, Kind.QUESTION, subject="党费怎么算").letter
    Letter.objects.filter(pk=about.pk).update(handler=case.collector)
    Letter.objects.filter(pk=case.letter.pk).update(complaint_about=about)
    complaint = case.stored()
    assert offers(complaint, case.collector, MONDAY) == []
    with pytest.raises(PermissionDenied, match="您经办"):
        screen(complaint, by=case.collector, now=noon(MONDAY))
    other = make_holder(case.organization, "collector", "second-collector")
    assert screen(complaint, by=other, now=noon(MONDAY)).state == "screened"
