"""Whoever watches presses for what is late."""

from django.core.exceptions import ValidationError

from disclosure.deadlines.models import Deadline
from disclosure.oversight.rehearsal.stage import Turn, workplace
from disclosure.oversight.urging.actions import press
from disclosure.oversight.urging.forms import USUAL
from disclosure.oversight.urging.models import Urge


def urge(turn: Turn, *, kind: str = "", words: str = USUAL) -> Urge:
    """Of everything that is late at ``org``, or of one kind, in the name of where the person has a post. Returns the first."""
    issuer = workplace(turn.staff, turn.on)
    if issuer is None:
        raise ValidationError("您没有岗位，不能催办。")
    rows = Deadline.objects.overdue(turn.on).filter(organization=turn.organization).select_related("organization")
    if kind:
        rows = rows.filter(kind=kind)
    made = press(issuer, rows=list(rows.order_by("due_on", "pk")), words=words, by=turn.staff, now=turn.now)
    return made[0]
