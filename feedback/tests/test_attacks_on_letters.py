"""What people try on letters that are none of their business, or that they would rather not answer."""

import pytest

from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from feedback.actions.complaining import complain
from feedback.desk.sight import letters_for
from feedback.models import Letter
from feedback.own_cases import is_own_case
from feedback.registers import letters_of
from feedback.states import Kind
from feedback.tests.answer_case import SENT, AnswerCase
from feedback.tests.factories import received

pytestmark = pytest.mark.django_db


# --- a complaint is not known to those whom it is about ---


def complained_about() -> tuple[AnswerCase, Letter]:
    case = AnswerCase()
    case.discipline = make_organization("discipline", case.organization, kind="discipline")
    case.collector = make_holder(case.discipline, "collector", "discipline-collector")
    case.written()
    case.send()
    return case, complain(case.letter, text="账目没有说清楚", now=noon(SENT)).letter


def history_of(client, person, letter) -> str:
    client.force_login(person)
    return client.get(f"/admin/feedback/letter/{letter.pk}/change/").content.decode()


@pytest.mark.clause("JG-08")
def test_that_somebody_complained_stands_on_the_letters_page_only_for_who_sees_the_complaint(client):
    case, complaint = complained_about()
    colleague = make_holder(case.organization, "handler", "colleague")
    for person in (case.handler, case.approver, colleague):
        page = history_of(client, person, case.letter)
        assert case.letter.number in page
        assert complaint.number not in page and "反映，编号" not in page and "纪检" not in page
    assert complaint.number in case.words(), "its sender reads it"


@pytest.mark.clause("JG-08")
def test_who_had_any_hand_in_the_answer_sees_nothing_of_a_complaint_about_it(client):
    case, complaint = complained_about()
    for person in (case.handler, case.approver):
        make_post(person, case.discipline, "collector")
        assert is_own_case(complaint, person)
        assert complaint not in letters_for(access_of(person, SENT))
        assert not letters_of(case.discipline, SENT.year, by=person, on=SENT).exists()
        assert history_of(client, person, complaint).count(complaint.number) == 0
    assert list(letters_of(case.discipline, SENT.year, by=case.collector, on=SENT)) == [complaint]


def test_a_complaint_passes_over_a_body_where_nobody_but_those_complained_about_would_read_it():
    case = AnswerCase(is_below=True)
    make_post(case.decider, case.superior, "collector")
    near = make_organization("near", case.organization, kind="discipline")
    make_post(case.approver, near, "collector")
    case.written()
    case.send()
    assert complain(case.letter, text="账目没有说清楚", now=noon(SENT)).letter.organization == case.superior


@pytest.mark.clause("LK-23")
def test_a_register_holds_for_each_post_the_kinds_that_are_its_business():
    case = AnswerCase()
    opinion = received(case.organization, Kind.OPINION).letter
    collector = make_holder(case.organization, "collector")
    assert list(letters_of(case.organization, 2026, by=case.handler, on=SENT)) == [case.letter]
    assert list(letters_of(case.organization, 2026, by=collector, on=SENT)) == [opinion]
    assert set(letters_of(case.organization, 2026, by=None, on=SENT)) == {case.letter, opinion}
