"""Whose work a case is: asked of one case and of all of them, the answer is the same."""

import pytest

from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import make_holder, make_holders, make_organization, noon
from feedback.cases.actions.assigning import assign
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = pytest.mark.django_db


@pytest.mark.clause("LK-17", "LK-23")
def test_who_may_take_an_action_on_a_case_is_who_finds_it_in_a_list():
    above = make_organization("above")
    organizations = under_scheme("longkou", superior=above), under_scheme("jiguan", superior=above)
    people = make_holders(organizations[0], ["handler", "collector", "approver", "clerk"])
    make_holder(above, "approver")
    found = [received(each, kind, name="李守信", is_anonymous=False).case for each in organizations for kind in Kind]
    for case in found[:2]:
        assign(case, handler=people["clerk"], by=people["handler"], now=noon(SUNDAY))
    found = list(Case.objects.select_related("organization"))
    whose = {action.who for action in cases.actions.values() if not action.is_start}
    taken = 0
    for person in User.objects.all():
        access = access_of(person, SUNDAY)
        for who in whose:
            allowed = {case.pk for case in found if who.allows(case, access)}
            assert allowed == set(Case.objects.filter(who.rows(access)).values_list("pk", flat=True)), (person, who)
            taken += len(allowed)
    assert taken > len(found)
