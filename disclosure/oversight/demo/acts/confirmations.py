"""The last quarter's confirmation in the demonstration: by the secretary for all, by a clerk for a department, or by nobody yet."""

from catalog.obligations.confirmations.actions import confirm_nothing, open_confirmation
from catalog.obligations.confirmations.asked import period_ending, quarter_ends
from catalog.obligations.confirmations.models import Confirmation, Rhythm
from catalog.obligations.confirmations.opening import lines_of, withheld_on
from catalog.obligations.duties.grounds import Grounds
from disclosure.oversight.demo.scene import Scene, at_hour
from disclosure.workflow.kit import SYSTEM


def fill_confirmations(scene: Scene) -> None:
    """As if the organisation had been in the portal on the quarter's last working day. ``after``: so many working days later
    it was confirmed, today at the latest."""
    organization = scene.organization
    if organization.confirmations.exists() or not (confirmation := open_last(scene)):
        return
    for row in scene.story("confirmations"):
        on = scene.calendar.add_working_days(confirmation.deadline.start_on, row["after"]).on
        at = min(at_hour(on, 10, 20), scene.now)
        confirm_nothing(confirmation, by=scene.cast[row["by"]], now=at)


def open_last(scene: Scene) -> Confirmation | None:
    """None where no catalogue asks anything."""
    organization, grounds = scene.organization, Grounds(scene.calendar, scene.today)
    *_before, (ends_on, opens_on) = quarter_ends(scene.today, scene.calendar)
    found = grounds.of([organization], {organization.pk: opens_on}).get(organization.pk, [])
    lines = [
        line
        for ground in found[:1]
        if ground.catalogue
        for line in lines_of(ground, grounds, withheld_on([organization], opens_on), organization)
    ]
    asked = period_ending(ends_on, opens_on, Rhythm.Every.QUARTER)
    if not (lines and asked):
        return None
    now = min(at_hour(opens_on, 20), scene.now)
    return open_confirmation(organization, asked=asked, lines=lines, by=SYSTEM, now=now)
