"""That an item may reach fewer people than its entry says: a higher package agrees to it, the item keeps the day (PL-02, LK-19)."""

from catalog.items.actions.table import S, items
from catalog.items.channels.opening import end_outside_channels
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import EXCUSED
from disclosure.workflow.kit import Act, Nobody, in_state

KEPT = in_state(*(state for state in S if state != S.WITHDRAWN))


@items.action("narrow", "缩小公开范围", at=KEPT, who=Nobody(), is_button=False)
def narrow(act: Act, *, scope: str) -> None:
    """A consequence: agreed to. What was still to come for those left out is owed no more."""
    item = act.subject
    if scope != item.scope:
        end_outside_channels(item, by=act.by, now=act.now)
        item.scope, item.inside_first, item.outside_after_days = scope, False, None
    if item.outside_deadline:
        item.outside_deadline = close(item.outside_deadline, on=act.on, by=act.by, now=act.now, closed_as=EXCUSED)
    item.narrowed_on = act.on
    act.record("narrowed", scope=scope)


@items.action("end_narrowing", "缩小公开范围结束", at=KEPT, who=Nobody(), is_button=False)
def end_narrowing(act: Act) -> None:
    """A consequence: it is owed to everyone again."""
    act.subject.narrowed_on = None
    act.record("narrowing_ended")
