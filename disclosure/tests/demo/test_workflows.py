"""For every account of the demonstration: what waits in the inbox of a procedure is exactly what its pages offer to do."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User
from disclosure.workflow.staff.admin import ProcedureAdmin
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


def stamped_forms():
    """One page for every stamped action that somebody of the demonstration is offered: action, person, address."""
    for workflow in WORKFLOWS:
        desk = admin.site._registry.get(workflow.model)
        stamped = [action for action in workflow.actions.values() if action.stamp and action.is_button]
        for action in stamped if isinstance(desk, ProcedureAdmin) else ():
            if found := someone_offered(workflow, action):
                person, row = found
                page = "admin:feedback_case_step" if workflow.code == "case" else ""
                yield action, person, reverse(page, args=[row.pk, action.name]) if page else workflow.url_of(row)


def someone_offered(workflow, action):
    rows = list(workflow.model.objects.select_related(*workflow.reads))
    for person in User.objects.order_by("pk"):
        access = access_of(person, timezone.localdate())
        for row in rows:
            context = workflow.context(row, access)
            if may_take(action, context) and not action.found(context, {}):
                return person, row
    return None


def test_every_page_that_offers_a_stamped_action_carries_its_stamp(world, client):
    """Without it the door would not know what the person had read."""
    seen = []
    for action, person, url in stamped_forms():
        client.force_login(person)
        page = client.get(f"{url}?step=check").content.decode()
        assert re.search(rf'name="({action.name}-)?seen" value="[0-9a-f]{{20}}"', page), (action.name, person, url)
        seen.append(action.name)
    assert len(seen) >= 8, seen
