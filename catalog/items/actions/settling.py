"""An item's row is closed on the day by which all was done that its entry demands, and is owed again when that is undone
(LK-09, LK-13, LK-16).

Asked whenever a part may have been done: after either publication, after a channel was confirmed, after a person was told.
"""

from collections.abc import Callable
from datetime import date

from catalog.items.actions.deadlines import UNDONE, close_own_deadline, reopen_own_deadline
from catalog.items.channels.carried_out import Records, confirmed_records, served_on
from catalog.items.in_time import met_on, parts_of
from catalog.items.models import Item
from catalog.items.stages import has_second_stage
from catalog.schemes.rules import OUTSIDE, Row, SchemeRules, find_scheme
from disclosure.deadlines.actions import close, open_deadline, reopen
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import DONE, ENDED, Deadline
from disclosure.workflow.act import Act

Effect = Callable[[Act, Item, date], None]
WHEN_MET: list[Effect] = []


def when_met(effect: Effect) -> None:
    """What a higher package does then; for the ``ready`` of an app. Offering it twice changes nothing."""
    if effect not in WHEN_MET:
        WHEN_MET.append(effect)


def settle_published(act: Act) -> None:
    settle(act, act.subject)


def settle_carried_out(act: Act) -> None:
    """Of a channel's record, or of the telling of a person."""
    settle(act, act.subject.item)


def settle(act: Act, item: Item) -> None:
    rules = find_scheme(item.organization, act.on)
    if rules is None or item.hidden_at:
        return
    open_second_stage(act, item, rules)
    is_settled = bool(item.met_on or item.withdrawn_at)
    if is_settled and not waits_for_society(item):
        return
    records = confirmed_records(item)
    close_second_stage(act, item, rules, records)
    if is_settled:
        return
    on = met_on(parts_of(item, rules, records))
    if on is None:
        return
    item.met_on = on
    item.save(update_fields=["met_on"])
    close_own_deadline(item, on=on, by=act.by, now=act.now)
    for effect in WHEN_MET:
        effect(act, item, on)


def owe_everyone(act: Act) -> None:
    """A narrower scope is agreed to no longer: it reaches fewer people than it is owed to."""
    forget_met(act, "缩小公开范围结束，仍应向目录定的范围公开")


def owe_hidden(act: Act) -> None:
    """Nobody reads it, so it is not disclosed; what was no longer owed on display is not owed anew."""
    item = act.subject
    if not item.is_on_show:
        return
    forget_met(act, "隐藏以后没有人看得到，仍应公开")
    if item.outside_deadline and item.outside_deadline.closed_as == DONE:
        reopen(item.outside_deadline, reason="隐藏以后社会看不到，仍应公开", by=act.by, now=act.now)


def forget_met(act: Act, reason: str) -> None:
    item = act.subject
    if item.met_on:
        item.met_on = None
        item.save(update_fields=["met_on"])
        reopen_own_deadline(item, by=act.by, now=act.now, reason=reason)


def open_second_stage(act: Act, item: Item, rules: SchemeRules) -> None:
    """When the Party reads it."""
    row = rules.second_stage(item.entry) if has_second_stage(item, rules) else None
    inside_on = local_day(item.published_inside_at)
    if row and inside_on and item.outside_deadline is None:
        item.outside_deadline = second_row(act, item, rules, row, inside_on)
        item.save(update_fields=["outside_deadline"])


def waits_for_society(item: Item) -> bool:
    return item.outside_deadline is not None and item.outside_deadline.closed_on is None


def close_second_stage(act: Act, item: Item, rules: SchemeRules, records: Records) -> None:
    """When society does, in a channel that may serve society."""
    deadline = item.outside_deadline
    if deadline is None or deadline.closed_on or not item.published_outside_at:
        return
    served = served_on(item, rules, OUTSIDE, records, deadline.due_on)
    if served:
        on = max(served, local_day(item.published_outside_at))
        item.outside_deadline = close(deadline, on=on, by=act.by, now=act.now)


def second_row(act: Act, item: Item, rules: SchemeRules, row: Row, inside_on: date) -> Deadline:
    return open_deadline(
        organization=item.organization,
        department=item.department,
        person=item.created_by,
        kind=Deadline.Kind.OUTSIDE,
        title=f"{item.entry_words[:270]}（向社会公开）",
        url=item.staff_url,
        start_on=inside_on,
        rule=row["rule"],
        event="党内公开",
        source=rules.source_of(row),
        by=act.by,
        now=act.now,
    )


def owe_again(act: Act) -> None:
    """What was withdrawn, or taken down before its time, was not disclosed as long as it was owed."""
    item = act.subject
    forget_met(act, UNDONE)
    if item.outside_deadline:
        item.outside_deadline = close(item.outside_deadline, on=act.on, by=act.by, now=act.now, closed_as=ENDED)
