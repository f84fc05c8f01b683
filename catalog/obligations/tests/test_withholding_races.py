"""The narrowing of an item and another plan for it, at the same moment: whoever is second waits, nobody for each other."""

from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.obligations.tests.test_narrowings import asked, desk_of
from catalog.obligations.withholdings.actions import approve
from disclosure.workflow.tests.races import RACE, at_once

pytestmark = RACE


def test_approving_and_changing_the_plan_lock_the_item_first():
    desk = desk_of()
    for _round in range(5):
        item = desk.registered(scope="party", inside_first=False, channels=["网站"])
        row, now = asked(desk, item), desk.tick()
        at_once(
            lambda row=row, now=now: approve(row, by=desk.approver, now=now),
            lambda item=item, now=now: change_plan(
                item, scope="individual", recipients=[desk.reviewer], by=desk.clerk, now=now
            ),
        )
        row.refresh_from_db()
        assert (row.state, Item.objects.get(pk=item.pk).narrowed_on) == ("ended", None)
