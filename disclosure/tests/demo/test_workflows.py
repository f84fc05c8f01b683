"""For every account of the demonstration: what waits in the inbox of a procedure is exactly what its pages offer to do."""

import pytest
from django.utils import timezone

from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User
from disclosure.workflow.table import WORKFLOWS

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
CODES = [workflow.code for workflow in WORKFLOWS]


def may_take(action, context) -> bool:
    """Asked of one row, as the page does."""
    is_his = action.who.allows(context.subject, context.access) and action.fits(context)
    return is_his and not action.is_taken_by_other(context)


@pytest.mark.parametrize("code", CODES)
def test_the_inbox_holds_what_the_page_offers_and_nothing_else(world, code):
    workflow = next(each for each in WORKFLOWS if each.code == code)
    waiting = [action for action in workflow.actions.values() if action.waits is True]
    rows = list(workflow.model.objects.select_related(*workflow.reads))
    assert rows, "the demonstration has none of them"
    faults = []
    for person in User.objects.order_by("pk"):
        access = access_of(person, timezone.localdate())
        for action in waiting:
            listed = set(workflow.model.objects.filter(action.waiting(access)).values_list("pk", flat=True))
            offered = {row.pk for row in rows if may_take(action, workflow.context(row, access))}
            if listed != offered:
                faults.append(f"{person.username} {action.name}: {sorted(listed ^ offered)}")
    assert faults == []
