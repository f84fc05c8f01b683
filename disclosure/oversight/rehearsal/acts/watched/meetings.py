"""The minutes of a meeting: all who were invited came, unless the step says who did."""

from collections.abc import Iterable
from datetime import date

from disclosure.oversight.meetings import minuting
from disclosure.oversight.meetings.models import WorkMeeting
from disclosure.oversight.rehearsal.stage import Turn

MINUTES = "大家发了言，意见一致。"


def write_minutes(
    turn: Turn,
    *,
    minutes: str = MINUTES,
    held_on: date | None = None,
    came: Iterable[str] = (),
    others_present: str = "",
) -> WorkMeeting:
    """``came``: by the names under which they were invited."""
    meeting = turn.subject
    invited = meeting.invitations.order_by("pk")
    attended = invited.filter(name__in=came) if came else invited
    given = {"held_on": held_on or turn.on, "minutes": minutes, "attended": attended, "others_present": others_present}
    found: WorkMeeting = minuting.write_minutes(meeting, **given, by=turn.staff, now=turn.now)
    return found
