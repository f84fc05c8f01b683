"""How long an item is shown and when the system opens it to society, set by hand; and the sweeps that keep to it (LK-02,
PL-02, PL-10, YY-06)."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from catalog.items.actions.notifications import notify_holders
from catalog.items.actions.plan_checks import check_plan
from catalog.items.actions.publishing import bound_display, end_display_when_over, publish_outside
from catalog.items.actions.table import OF_SOCIETY, PUBLISHERS, S, items
from catalog.items.blockers import check_planned_display, find_display, find_late_stage, find_planned_display
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.states import PUBLISHED
from disclosure.deadlines.dates import local_day
from disclosure.workflow.kit import SYSTEM, Act, Blocked, Nobody, NotNow, in_state, when

OVER = "公示期已满，不能再延长。确需再公开的，请用“再次公开”。"


@items.action(
    "set_display_until", "改展示截止日期", at=in_state(S.APPROVED, *PUBLISHED), who=PUBLISHERS, is_button=False,
    done="展示截止日期已改。",
)  # fmt: skip
def set_display_until(act: Act, *, display_until: date | None) -> None:
    """Change the last day on display of an item that is or may be published, within what the scheme allows."""
    item, old = act.subject, act.subject.display_until
    # What is over is over, also in the hours before the sweep: it comes back as a new item (LK-07).
    if item.published_outside_at and old and old < act.on:
        raise NotNow(OVER)
    item.display_until = display_until
    check_display(act.context)
    bound_display(act)
    note_change(act, "display_until", old and str(old), item.display_until and str(item.display_until))


def check_display(context: ItemContext) -> None:
    until = context.item.display_until
    if until and until < context.on:
        raise ValidationError({"display_until": "展示截止日期不能早于今天。"})
    if until and context.is_permanent:
        raise ValidationError({"display_until": "这一类事项长期公开，不能设展示截止日期。"})
    find = find_display if context.item.published_outside_at else find_planned_display
    if found := list(find(context)):
        raise Blocked(found)


@items.action(
    "set_outside_after", "改向社会公开的日子", who=PUBLISHERS, is_button=False, done="向社会公开的日子已改。",
    at=in_state(S.APPROVED, S.PUBLISHED_INSIDE) & OF_SOCIETY & when(lambda context: context.item.inside_first),
)  # fmt: skip
def set_outside_after(act: Act, *, outside_after_days: int | None) -> None:
    """Change after how many days inside the system opens it to society; None: by hand only."""
    item, old = act.subject, act.subject.outside_after_days
    item.outside_after_days = outside_after_days
    if old != outside_after_days:
        check_plan(item, {})
        check_planned_display(act.context)
        if found := list(find_late_stage(act.context)):
            raise Blocked(found)
    note_change(act, "outside_after_days", old, outside_after_days)


def note_change(act: Act, name: str, old: str | int | None, new: str | int | None) -> None:
    if old != new:
        act.subject.changed_at = act.now
        act.record("changed", **{name: [old, new]})


def release_on(item: Item) -> date | None:
    """The day on which the system opens it to society, once it is published inside."""
    if item.published_inside_at is None or item.outside_after_days is None:
        return None
    return local_day(item.published_inside_at) + timedelta(days=item.outside_after_days)


@items.action("notify_why_not", "说明为什么没有公开", who=Nobody(), by_system=True, is_button=False)
def notify_why_not(act: Act, *, blocked: Blocked) -> None:
    """An item that something blocks stays inside; its publishers are notified why, once."""
    body = f"到了向社会公开的日子，还有问题没有解决：{blocked}解决以后会自动公开，也可以按按钮。"
    notify_holders(act, PUBLISHERS.permissions, step="release", words="还没有向社会公开", body=body)


def release_due(*, on: date, now: datetime) -> int:
    """Open to society whatever is due, one transaction an item; may run twice or late. Returns how many."""
    waiting = Item.objects.filter(state=S.PUBLISHED_INSIDE, outside_after_days__isnull=False)
    due = [
        item.pk
        for item in waiting.only("published_inside_at", "outside_after_days")
        if (day := release_on(item)) and day <= on
    ]

    def explain(item: Item, blocked: Blocked) -> None:
        notify_why_not(item, blocked=blocked, by=SYSTEM, now=now)

    return items.sweep(publish_outside, Item.objects.filter(pk__in=due), now=now, blocked=explain)


def end_due_displays(*, on: date, now: datetime) -> int:
    """End every display whose last day is before ``on``, one transaction an item; may run twice or late. Returns how many."""
    over = Item.objects.filter(state__in=PUBLISHED, display_until__lt=on)
    return items.sweep(end_display_when_over, over, now=now)
