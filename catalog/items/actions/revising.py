"""A fixed matter that was revised owes its new text by a row of its own (LK-13, YY-04): 如遇修订、调整，应及时更新."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.items.actions.deadlines import limit_or_refuse, rule_of
from catalog.items.models import Item
from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.workflow.kit import Act, require_text

NOT_DROPPED = "登记过修订，不能就这样放弃。确实没有修订的，写明原因。"


def owe_revision(act: Act, revised_on: date | None) -> None:
    """Reckoned from the day of the revision by the entry's rule. None: the text was wrong, the matter stayed what it was."""
    if revised_on is None:
        return
    item = act.subject
    rules, limit = limit_or_refuse(item)
    if not limit.reopens_on_revision:
        raise ValidationError({"revised_on": "这一类事项修订以后另外登记一件，不在更正里办。"})
    if revised_on > act.on:
        raise ValidationError({"revised_on": "修订日期不能晚于今天。"})
    if revised_on < item.event_on:
        raise ValidationError({"revised_on": f"修订日期不能早于事项日期（{plain(item.event_on)}），请核对年份。"})
    item.revision_deadline = open_deadline(
        organization=item.organization,
        department=item.department,
        person=act.by,
        kind=Deadline.Kind.ITEM,
        title=f"{item.entry_words[:270]}（{plain(revised_on)}修订）",
        url=item.staff_url,
        start_on=revised_on,
        rule=rule_of(item),
        event="事项修订",
        source=rules.source_for(item.limit_kind),
        by=act.by,
        now=act.now,
    )


def meet_revision(act: Act) -> None:
    """Where the revised text is what readers see."""
    item = act.subject
    if item.hidden_at is None and item.working_version_id == item.published_version_id:
        end_revision(act, Deadline.ClosedAs.DONE)


def drop_revision(act: Act, reason: str) -> None:
    """Given up only where nothing was revised, and somebody says so."""
    if is_owed(act.subject):
        act.record("revision_denied", reason=require_text(reason, NOT_DROPPED, field="reason"))
        end_revision(act, ENDED)


def end_revision_with_item(act: Act) -> None:
    """After it was withdrawn: what is gone is not revised."""
    if is_owed(act.subject):
        end_revision(act, ENDED)
        act.save()


def is_owed(item: Item) -> bool:
    return item.revision_deadline is not None and item.revision_deadline.closed_on is None


def end_revision(act: Act, closed_as: str) -> None:
    item = act.subject
    if is_owed(item):
        row = item.revision_deadline
        item.revision_deadline = close(row, on=act.on, by=act.by, now=act.now, closed_as=closed_as)
