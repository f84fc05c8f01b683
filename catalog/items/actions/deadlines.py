"""The day by which an item must be disclosed, on the ledger: reckoned from its event's day by the scheme of its kind."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.items.models import Item
from catalog.schemes.rules import Limit, NoLimit, NoScheme, Row, SchemeRules, scheme_for
from disclosure.deadlines.actions import close, open_deadline, reopen, restart
from disclosure.deadlines.dates import local_day, plain
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import Recurrence, Rule
from disclosure.workflow.act import Act

UNDONE = "公开以后又撤了下来，仍应公开"


def rules_or_refuse(item: Item) -> SchemeRules:
    try:
        return scheme_for(item.organization, local_day(item.changed_at))
    except NoScheme as error:
        raise ValidationError({"limit_kind": str(error)}) from error


def limit_or_refuse(item: Item) -> tuple[SchemeRules, Limit]:
    rules = rules_or_refuse(item)
    try:
        return rules, rules.limit(item.limit_kind)
    except NoLimit as error:
        raise ValidationError({"limit_kind": str(error)}) from error


def rule_of(item: Item) -> Row:
    rules, _limit = limit_or_refuse(item)
    return rules.rule_of_entry(item.entry, item.limit_kind, is_important=item.is_important)


def recurs(item: Item) -> bool:
    """Owed once a period: then a higher package says by which row."""
    return all(isinstance(part, Recurrence) for part in Rule.from_mapping(rule_of(item)).parts)


def own_deadline(act: Act, item: Item) -> Deadline:
    """The ledger's row."""
    rules, limit = limit_or_refuse(item)
    return open_deadline(
        organization=item.organization,
        department=item.department,
        person=act.by,
        kind=Deadline.Kind.ITEM,
        title=deadline_title(item),
        url=item.staff_url,
        start_on=item.event_on,
        rule=rule_of(item),
        event=limit.event,
        source=rules.source_for(item.limit_kind),
        by=act.by,
        now=act.now,
    )


def row_of_withdrawn(act: Act, item: Item) -> Deadline | None:
    """That of an item of the same entry and day that was withdrawn: owed still, by its own day, and from now on the new one's.
    The organisation is locked."""
    under = Q(entry__code=item.entry.code) if item.entry else Q(entry=None)
    rows = Item.objects.filter(under, organization=item.organization_id, event_on=item.event_on)
    rows = rows.filter(withdrawn_at__isnull=False, deadline__closed_on__isnull=True, deadline__kind=Deadline.Kind.ITEM)
    old = rows.select_related("deadline").order_by("pk").first()
    if old is None:
        return None
    Item.objects.filter(pk=old.pk).update(deadline=None)
    row = old.deadline
    row.url, row.person = item.staff_url, act.by
    row.save(update_fields=["url", "person"])
    return row


def deadline_title(item: Item) -> str:
    """The entry and the event's day, never the content."""
    return f"{item.entry_words[:270]}（{plain(item.event_on)}）"


def has_own_deadline(item: Item) -> bool:
    """A duty's row is not the item's own: it moves and closes with the duty, which is locked before it."""
    return item.deadline is not None and item.deadline.kind != Deadline.Kind.DUTY


def close_own_deadline(item: Item, *, on: date, by, now: datetime) -> None:
    if item.deadline and has_own_deadline(item):
        item.deadline = close(item.deadline, on=on, by=by, now=now)


def reopen_own_deadline(item: Item, *, by, now: datetime, reason: str = UNDONE) -> None:
    if item.deadline and has_own_deadline(item):
        item.deadline = reopen(item.deadline, reason=reason, by=by, now=now)


def restart_own_deadline(act: Act) -> None:
    """Another event day, importance or kind of limit: reckoned anew."""
    item = act.subject
    if not has_own_deadline(item):
        return
    reason, rule = "更正事项日期或类别", rule_of(item)
    item.deadline = restart(item.deadline, start_on=item.event_on, rule=rule, reason=reason, by=act.by, now=act.now)
    item.deadline.title = deadline_title(item)
    item.deadline.save(update_fields=["title"])
