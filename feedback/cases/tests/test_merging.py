"""Cases that ask the same are handled as one; no clock is bought by it (QJ-17)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.kit import NotNow
from feedback.cases.actions.merge_targets import alike
from feedback.cases.actions.merging import merge
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind, State
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
MONDAY = SUNDAY + timedelta(days=1)
LATE = date(2026, 10, 9)  # after both clocks of a case of Sunday ran out


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.fixture
def handler(longkou):
    return make_holder(longkou, "handler")


@pytest.mark.clause("QJ-17")
def test_a_merged_case_ends_its_clocks_and_what_was_late_stays_late(longkou, handler):
    first, second = received(longkou).case, received(longkou).case
    merged = merge(second, into=first, by=handler, now=noon(LATE))
    assert (merged.state, merged.merged_into, merged.closed_at) == (State.MERGED, first, noon(LATE))
    answer = Deadline.objects.get(case_to_answer=merged)
    assert answer.closed_as == Deadline.ClosedAs.ENDED and answer.was_late()
    step = merged.steps.get(action="merged")
    assert first.number in step.words
    with pytest.raises(NotNow):
        merge(second, into=first, by=handler, now=noon(LATE))
    assert merged.steps.filter(action="merged").count() == 1


def test_what_was_merged_before_goes_along_and_its_sender_is_told(longkou, handler):
    first, second, third = (received(longkou).case for _number in range(3))
    merge(third, into=second, by=handler, now=noon(MONDAY))
    merge(second, into=first, by=handler, now=noon(MONDAY))
    assert set(Case.objects.filter(merged_into=first)) == {second, third}
    assert first.number in third.steps.filter(action="merged").last().words


def test_only_into_an_open_case_of_the_same_kind_that_came_no_later(longkou, handler):
    case = received(longkou).case
    elsewhere = received(under_scheme("yueyang")).case
    merged = merge(received(longkou).case, into=case, by=handler, now=noon(MONDAY))
    later = received(longkou, on=MONDAY).case
    question = received(longkou, Kind.QUESTION).case
    for into in (case, elsewhere, merged, later, question):
        with pytest.raises(ValidationError):
            merge(case, into=into, by=handler, now=noon(MONDAY))
    case.refresh_from_db()
    assert case.state == State.RECEIVED and case.merged_into is None


def test_an_application_is_answered_to_its_own_applicant_and_not_merged(longkou, handler):
    given = {"is_anonymous": False, "name": "王小明"}
    pair = [received(longkou, Kind.APPLICATION, **given).case for _number in range(2)]
    with pytest.raises(NotNow):
        merge(pair[1], into=pair[0], by=handler, now=noon(MONDAY))
    with pytest.raises(PermissionDenied):
        merge(pair[1], into=pair[0], by=make_holder(longkou, "clerk"), now=noon(MONDAY))


def test_cases_with_a_like_subject_are_suggested_the_most_alike_first(longkou):
    most = received(longkou, subject="办公楼维修花了多少钱").case
    some = received(longkou, subject="食堂维修什么时候完工").case
    received(longkou, subject="党费怎么收")
    case = received(longkou, subject="办公楼维修用了多少钱").case
    received(longkou, subject="办公楼维修用了多少钱", on=MONDAY)
    assert alike(case) == [most, some]
