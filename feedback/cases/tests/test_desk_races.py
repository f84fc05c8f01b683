"""Two at the desk press at the same moment: a case has one handler and is merged one way."""

from datetime import timedelta

import pytest

from disclosure.organizations.tests.factories import make_holder, make_holders, noon
from disclosure.workflow.tests.races import RACE, refused_at_once
from feedback.cases.actions.assigning import claim
from feedback.cases.actions.elsewhere.handing_over import confirm_handover
from feedback.cases.actions.elsewhere.proposing import propose_handover
from feedback.cases.actions.merging import merge
from feedback.cases.models.cases import Case, Step
from feedback.cases.states import State
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


@pytest.mark.clause("JG-08")
def test_two_organisations_hand_over_to_each_other_at_once_and_neither_fails():
    here, there = under_scheme("longkou"), under_scheme("jiguan")
    cases, confirm = [], []
    for organization, to in ((here, there), (there, here)):
        people = make_holders(organization, ["handler", "approver"])
        given = {"body": "organization", "organization": to, "reason": "归那边管。", "cites": "petitions-23"}
        cases.append((received(organization).case, people, given))
    for case, people, given in cases:
        propose_handover(case, by=people["handler"], now=NOW, **given)
        confirm.append(lambda case=case, people=people: confirm_handover(case, by=people["approver"], now=NOW))
    assert refused_at_once(*confirm) == [False, False]
    assert Case.objects.filter(origin__isnull=False).count() == 2
    assert set(Case.objects.filter(state=State.HANDED_OVER)) == {case for case, _people, _given in cases}
