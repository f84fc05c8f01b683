"""Writing: the text of the working version, saved as often as the writer likes, and the plan of disclosure."""

from datetime import date, datetime
from typing import Any

from catalog.items.actions.deadlines import restart_own_deadline
from catalog.items.actions.plan_checks import check_event, check_plan, check_title
from catalog.items.actions.table import WRITERS, WRITTEN, S, items
from catalog.items.blockers import check_planned_display
from catalog.items.models import Version
from catalog.items.redaction.masking import masked_text, take_back_outdated
from catalog.schemes.choices import Scope
from disclosure.files.rich_text import clean, one_line, to_text
from disclosure.workflow.kit import Act, in_state

PLAN_FIELDS = frozenset({
    "scope", "inside_first", "channels", "event_on", "is_important", "display_until", "approval_route", "work_plan",
    "is_truthful", "department", "limit_kind", "outside_after_days",
    "channels_reason", "government_entry", "government_url",
})  # fmt: skip
PLAN_READERS = frozenset({"audiences", "recipients"})
RECKONED_FROM = frozenset({"event_on", "is_important", "limit_kind"})


class EditConflict(Exception):
    """Someone else saved meanwhile. Both texts are here and the saved one stands until the writer chooses."""

    def __init__(self, *, title: str, body: str, saved: Version):
        self.title, self.body, self.saved = title, body, saved
        super().__init__(f"{saved.saved_by or '别人'}刚刚保存过这份内容。两份都在，请比较后再保存。")


@items.action("save_text", "保存内容", at=WRITTEN, who=WRITERS, is_button=False, done="内容已保存。")
def save_text(act: Act, *, title: str, body: str, seen_saved_at: datetime | None = None) -> None:
    """Save the working version's title and text, cleaned. ``seen_saved_at`` is the ``saved_at`` the writer began from (no stamp
    of the action: an autosave that comes twice with the same text is no conflict);
    when another has saved since, raises ``EditConflict`` and loses nothing."""
    version, (title, body) = act.subject.working_version, cleaned(title, body)
    if (title, body) != (version.title, version.body):
        require_seen(version, seen_saved_at, title, body)
        write(act, title, body)


@items.action(
    "mask_in_text", "照建议遮盖", at=WRITTEN, who=WRITERS, is_button=False, done="已照建议遮盖。请看一遍正文。"
)
def mask_in_text(act: Act, *, kind: str, mask: str, seen_saved_at: datetime | None = None) -> None:
    """Put the mask in place of every such finding in title and text. ``seen_saved_at``: as with ``save_text``."""
    version = act.subject.working_version
    require_seen(version, seen_saved_at, version.title, version.body)
    write(act, *cleaned(*masked_text(version, kind, mask)))
    act.record("text_masked", kind=kind, mask=mask)


def cleaned(title: str, body: str) -> tuple[str, str]:
    title = one_line(title)
    check_title(title)
    return title, clean(body)


def require_seen(version: Version, seen_saved_at: datetime | None, title: str, body: str) -> None:
    if seen_saved_at is not None and version.saved_at != seen_saved_at:
        raise EditConflict(title=title, body=body, saved=version)


def write(act: Act, title: str, body: str) -> None:
    item, version = act.subject, act.subject.working_version
    details: dict[str, Any] = {"is_title_changed": True} if title != version.title else {}
    details["characters"] = [len(to_text(version.body)), len(to_text(body))]
    if gone := take_back_outdated(version, title=title, body=body):
        details["waivers_gone"] = gone
    version.title, version.body, version.saved_at, version.saved_by = title, body, act.now, act.by
    version.save()
    if item.published_version_id is None:
        item.title = title
    item.changed_at = act.now
    act.record("text_saved", **details)


@items.action(
    "change_plan", "修改公开安排", at=in_state(S.DRAFT), who=WRITERS, is_button=False, done="公开安排已保存。"
)
def change_plan(act: Act, **plan: Any) -> None:
    """Change how a draft is to be disclosed: any of ``PLAN_FIELDS`` and ``PLAN_READERS``. The scope may be narrowed below the
    entry's, never widened. Another event day, importance or kind of limit restarts the deadline."""
    if unknown := set(plan) - PLAN_FIELDS - PLAN_READERS:
        raise TypeError(f"unknown parts of a plan: {sorted(unknown)}")
    item = act.subject
    many = {name: list(plan.pop(name)) for name in PLAN_READERS & set(plan)}
    if "event_on" in plan:
        check_event(plan["event_on"], act.on)
    old = {name: getattr(item, name) for name in plan}
    for name, value in plan.items():
        setattr(item, name, value)
    changes = {name: change_of(name, old[name], value) for name, value in plan.items() if old[name] != value}
    if item.scope != Scope.SOCIETY:
        item.inside_first = False
    check_plan(item, many)
    check_planned_display(act.context)
    for name, rows in many.items():
        if {row.pk for row in getattr(item, name).all()} != {row.pk for row in rows}:
            getattr(item, name).set(rows)
            changes[name] = [row.pk for row in rows]
    item.changed_at = act.now
    if RECKONED_FROM & set(changes):
        restart_own_deadline(act)
    act.details = changes
    if changes:
        act.record("changed", **changes)


def change_of(name: str, old: Any, new: Any) -> list[Any]:
    """For the log; of a work plan how many characters."""
    return [len(old), len(new)] if name == "work_plan" else [plain(old), plain(new)]


def plain(value: Any) -> Any:
    """As JSON can hold it."""
    if value is None or isinstance(value, (bool, int, str, list)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
