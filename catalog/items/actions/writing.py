"""Writing: the text of the working version, saved as often as the writer likes, and the plan of disclosure."""

from datetime import date, datetime

from django.db import transaction

from catalog.items.actions.guard import audit, begin, keep
from catalog.items.actions.plan_checks import check_plan, check_planned_display
from catalog.items.actions.registering import (
    check_event,
    check_title,
    deadline_title,
    limit_or_refuse,
    open_item_deadline,
)
from catalog.items.models import Item, Version
from catalog.items.redaction.outdated import take_back_outdated
from catalog.obligations.duties.fulfilling import give_back, is_of_duty, is_of_project
from catalog.schemes.choices import Scope
from disclosure.deadlines.actions import restart
from disclosure.files.rich_text import clean, one_line, to_text

PLAN_FIELDS = frozenset({
    "scope", "inside_first", "channels", "event_on", "is_important", "display_until", "approval_route", "work_plan",
    "is_truthful", "department", "limit_kind", "outside_after_days",
})  # fmt: skip
PLAN_READERS = frozenset({"audiences", "recipients"})
RECKONED_FROM = ("event_on", "is_important", "limit_kind")


class EditConflict(Exception):
    """Someone else saved meanwhile. Both texts are here and the saved one stands until the writer chooses."""

    def __init__(self, *, title: str, body: str, saved: Version):
        self.title, self.body, self.saved = title, body, saved
        super().__init__(f"{saved.saved_by or '别人'}刚刚保存过这份内容。两份都在，请比较后再保存。")


@transaction.atomic
def save_text(item: Item, *, title: str, body: str, by, now: datetime, seen_saved_at: datetime | None = None) -> Item:
    """Save the working version's title and text, cleaned. ``seen_saved_at`` is the ``saved_at`` the writer began from;
    when another has saved since, raises ``EditConflict`` and loses nothing."""
    item = begin(item, "save_text", by=by, now=now).item
    version, title, body = item.working_version, one_line(title), clean(body)
    check_title(title)
    if (title, body) == (version.title, version.body):
        return item
    if seen_saved_at is not None and version.saved_at != seen_saved_at:
        raise EditConflict(title=title, body=body, saved=version)
    changes = {"is_title_changed": True} if title != version.title else {}
    changes["characters"] = [len(to_text(version.body)), len(to_text(body))]
    if gone := take_back_outdated(version, title=title, body=body):
        changes["waivers_gone"] = gone
    version.title, version.body, version.saved_at, version.saved_by = title, body, now, by
    if item.published_version_id is None:
        item.title = title
    keep(item, now)
    audit("item.text_saved", item, by=by, now=now, **changes)
    return item


@transaction.atomic
def change_plan(item: Item, *, by, now: datetime, **plan) -> Item:
    """Change how a draft is to be disclosed: any of ``PLAN_FIELDS`` and ``PLAN_READERS``.

    The scope may be narrowed below the entry's, never widened. Another event day, importance or kind of limit restarts
    the deadline.
    """
    if unknown := set(plan) - PLAN_FIELDS - PLAN_READERS:
        raise TypeError(f"unknown parts of a plan: {sorted(unknown)}")
    case = begin(item, "change_plan", by=by, now=now)
    item = case.item
    many = {name: list(plan.pop(name)) for name in PLAN_READERS & set(plan)}
    if "event_on" in plan:
        check_event(plan["event_on"], case.on)
    changes = assign(item, plan)
    if item.scope != Scope.SOCIETY:
        item.inside_first = False
    check_plan(item, many)
    check_planned_display(case)
    for name, rows in many.items():
        getattr(item, name).set(rows)
        changes[name] = [row.pk for row in rows]
    keep(item, now)
    restart_deadline(item, changes, by=by, now=now)
    if changes:
        audit("item.changed", item, by=by, now=now, **changes)
    return item


def assign(item: Item, plan: dict) -> dict:
    """Set the fields that differ; returns field → [old, new] for the audit, of a work plan how many characters."""
    changes = {}
    for name, value in plan.items():
        old = getattr(item, name)
        if old != value:
            setattr(item, name, value)
            changes[name] = [plain(old), plain(value)] if name != "work_plan" else [len(old), len(value)]
    return changes


def plain(value):
    """As JSON can hold it."""
    if value is None or isinstance(value, (bool, int, str, list)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def restart_deadline(item: Item, changes: dict, *, by, now: datetime) -> None:
    if item.deadline is None or not any(name in changes for name in RECKONED_FROM):
        return
    if is_of_project(item.deadline):
        return  # A stage is reckoned from the day on which it was complete.
    if is_of_duty(item.deadline):
        give_back(item)
        item.deadline = open_item_deadline(item, by=by, now=now)
        item.save(update_fields=["deadline"])
        return
    rules, _ = limit_or_refuse(item)
    rule = rules.rule_of_entry(item.entry, item.limit_kind, is_important=item.is_important)
    item.deadline = restart(
        item.deadline, start_on=item.event_on, rule=rule, reason="更正事项日期或类别", by=by, now=now
    )
    item.deadline.title = deadline_title(item)
    item.deadline.save(update_fields=["title"])
