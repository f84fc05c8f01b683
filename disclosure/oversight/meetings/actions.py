"""The life of a meeting, gathered: called, held, minuted by one, confirmed by another person (QJ-18, YY-19)."""

from disclosure.oversight.meetings.calling import call_meeting, enter_held, invite, save_agenda
from disclosure.oversight.meetings.minuting import (
    cancel,
    change_minutes,
    confirm_minutes,
    resolve,
    send_back,
    write_minutes,
)
from disclosure.oversight.meetings.table import meetings

__all__ = [
    "call_meeting",
    "cancel",
    "change_minutes",
    "confirm_minutes",
    "enter_held",
    "invite",
    "meetings",
    "resolve",
    "save_agenda",
    "send_back",
    "write_minutes",
]
