"""Two at the desk press at the same moment: a case has one handler and is merged one way."""

from datetime import timedelta

from disclosure.organizations.tests.factories import make_holder, noon
from disclosure.workflow.tests.races import RACE, refused_at_once
from feedback.cases.actions.assigning import claim
from feedback.cases.actions.merging import merge
from feedback.cases.models.cases import Step
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = RACE
NOW = noon(SUNDAY + timedelta(days=1))


def test_of_two_who_take_a_case_at_once_one_has_it():
    organization = under_scheme("longkou")
    handlers = [make_holder(organization, "handler", name) for name in ("first", "second")]
    case = received(organization).case
    outcomes = refused_at_once(*(lambda person=person: claim(case, by=person, now=NOW) for person in handlers))
    assert outcomes == [False, True]
    assert Step.objects.filter(case=case, action="claimed").count() == 1


def test_two_cases_are_not_merged_into_each_other():
    organization = under_scheme("longkou")
    handler = make_holder(organization, "handler")
    first, second = received(organization).case, received(organization).case
    outcomes = refused_at_once(
        lambda: merge(first, into=second, by=handler, now=NOW), lambda: merge(second, into=first, by=handler, now=NOW)
    )
    assert outcomes == [False, True]
