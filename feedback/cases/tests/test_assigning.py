"""Who handles a case: given, taken or put aside, never by two at once (LK-23, QJ-17)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.organizations.tests.factories import make_department, make_holder, make_person, noon
from disclosure.workflow.kit import Blocked, NotNow
from feedback.cases.actions.accepting import screen
from feedback.cases.actions.assigning import assign, claim, defer
from feedback.cases.models.cases import Step
from feedback.cases.states import Kind, State
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = pytest.mark.django_db
NOW = noon(SUNDAY + timedelta(days=1))


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.fixture
def handler(longkou):
    return make_holder(longkou, "handler")


@pytest.fixture
def collector(longkou):
    return make_holder(longkou, "collector")


@pytest.mark.clause("QJ-17")
def test_who_is_given_a_case_owes_its_days_in_the_ledger(longkou, handler):
    clerk, office = make_holder(longkou, "clerk"), make_department(longkou)
    case = assign(received(longkou).case, handler=clerk, department=office, note="请查维修账。", by=handler, now=NOW)
    assert (case.handler, case.department, case.assigned_at) == (clerk, office, NOW)
    for deadline in (case.accept_deadline, case.answer_deadline):
        deadline.refresh_from_db()
        assert (deadline.person, deadline.department) == (clerk, office)
    step = Step.objects.get(case=case, action="assigned")
    assert "请查维修账" in step.note and step.words == ""


def test_a_case_is_given_to_nobody_from_elsewhere_and_not_twice_alike(longkou, handler):
    case = received(longkou).case
    elsewhere = under_scheme("yueyang")
    for given in (
        {},
        {"handler": make_person("stranger")},
        {"handler": make_holder(elsewhere, "clerk")},
        {"department": make_department(elsewhere)},
    ):
        with pytest.raises(ValidationError):
            assign(case, **given, by=handler, now=NOW)
    assign(case, handler=handler, by=handler, now=NOW)
    with pytest.raises(NotNow, match="已经分给"):
        assign(case, handler=handler, by=handler, now=NOW)


@pytest.mark.clause("LK-23")
def test_an_opinion_is_given_out_once_it_is_screened_and_by_its_collectors_alone(longkou, handler, collector):
    case = received(longkou, Kind.OPINION).case
    with pytest.raises(NotNow):
        assign(case, handler=handler, by=collector, now=NOW)
    screen(case, by=collector, now=NOW)
    with pytest.raises(PermissionDenied):
        assign(case, handler=handler, by=handler, now=NOW)
    assert assign(case, handler=handler, by=collector, now=NOW).state == State.ASSIGNED


def test_of_two_who_take_a_case_one_has_it_and_the_other_is_told(longkou, handler):
    case = received(longkou).case
    colleague = make_holder(longkou, "handler", "second-handler")
    assert claim(case, by=handler, now=NOW).handler == handler
    with pytest.raises(Blocked, match="longkou-handler"):
        claim(case, by=colleague, now=NOW)
    with pytest.raises(Blocked, match="由您承办"):
        claim(case, by=handler, now=NOW)
    case.refresh_from_db()
    assert case.handler == handler and case.steps.filter(action="claimed").count() == 1


def test_who_took_an_opinion_to_screen_it_may_go_on_with_it(longkou, collector):
    case = claim(received(longkou, Kind.OPINION).case, by=collector, now=NOW)
    assert case.state == State.RECEIVED
    case = screen(case, by=collector, now=NOW)
    assert claim(case, by=collector, now=NOW).state == State.ASSIGNED


def test_a_case_is_put_aside_no_further_than_the_day_it_is_due(longkou, handler):
    case = received(longkou).case
    assert case.accept_deadline.due_on == date(2026, 9, 28)
    for wrong in (NOW.date(), date(2026, 9, 29)):
        with pytest.raises(ValidationError):
            defer(case, until_on=wrong, note="等会计回来", by=handler, now=NOW)
    with pytest.raises(ValidationError, match="不能再搁"):
        defer(case, until_on=date(2026, 9, 30), note="等会计回来", by=handler, now=noon(date(2026, 9, 28)))
    case = defer(case, until_on=date(2026, 9, 28), note="等会计回来", by=handler, now=NOW)
    assert case.deferred_until_on == date(2026, 9, 28)
    with pytest.raises(NotNow):
        defer(case, until_on=date(2026, 9, 28), note="等会计回来", by=handler, now=NOW)
    assert claim(case, by=handler, now=NOW).deferred_until_on is None
