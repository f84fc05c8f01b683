"""What the table of a procedure is written with, in one place: ``from disclosure.workflow.kit import Act, Holds, Workflow``."""

from disclosure.workflow.act import Act
from disclosure.workflow.action import Action
from disclosure.workflow.actors import SENDER, SYSTEM, Actor
from disclosure.workflow.conditions import ANY, Condition, in_state, when
from disclosure.workflow.context import Context
from disclosure.workflow.locks import lock_organization, lock_row
from disclosure.workflow.refusals import Blocked, Blocker, Changed, NotNow, OnRecord, Refused
from disclosure.workflow.table import Workflow
from disclosure.workflow.texts import last_saved, require_text, stamp_of
from disclosure.workflow.who import Anyone, Holds, HoldsAbove, HoldsThere, Nobody, Own, Who

__all__ = [
    "ANY",
    "SENDER",
    "SYSTEM",
    "Act",
    "Action",
    "Actor",
    "Anyone",
    "Blocked",
    "Blocker",
    "Changed",
    "Condition",
    "Context",
    "Holds",
    "HoldsAbove",
    "HoldsThere",
    "Nobody",
    "NotNow",
    "OnRecord",
    "Own",
    "Refused",
    "Who",
    "Workflow",
    "in_state",
    "last_saved",
    "lock_organization",
    "lock_row",
    "require_text",
    "stamp_of",
    "when",
]
