"""Re-disclosure (再次公开): what was once disclosed is disclosed anew, each linked to the other (LK-07, PL-05, PL-11, QJ-13)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.directory.contents import catalogue_for
from catalog.directory.models import Entry
from catalog.items.actions.publishing import copy_attachments
from catalog.items.actions.registering import register_item
from catalog.items.actions.table import REASON, WRITERS, S, items
from catalog.items.models import Item
from catalog.items.states import PUBLISHED
from catalog.schemes.choices import NARROWER, Scope
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.workflow.kit import Act, in_state, require_text

REASON_LENGTH = 300
COPIED = (
    "department",
    "is_important",
    "approval_route",
    "work_plan",
    "channels_reason",
    "government_entry",
    "government_url",
)


@items.action(
    "start_redisclosure", "再次公开", at=in_state(*PUBLISHED, S.DISPLAY_ENDED, S.ARCHIVED), who=WRITERS, is_button=False,
    done="已登记再次公开。接下来改内容。",
)  # fmt: skip
def start_redisclosure(act: Act, *, reason: str, event_on: date) -> Item:
    """Register a new draft under the same entry, with the published text, attachments and plan to begin from. Its truthfulness
    is declared anew, and it has a display of its own. Returns the new item."""
    old, why = act.subject, require_text(reason, REASON)[:REASON_LENGTH]
    refuse_sensitive_data(why, field="reason")
    refuse_second(old)
    entry, published = entry_today(old), old.published_version
    new = act.follow(
        register_item,
        old.organization,
        entry=entry,
        title=published.title,
        event_on=event_on,
        redisclosure_of=old,
        redisclosure_reason=why,
        **dict(plan_again(old, entry)),
    )
    new.working_version.body = published.body
    new.working_version.save(update_fields=["body"])
    copy_attachments(published, new.working_version)
    act.record("redisclosed", new=new.index_number, reason=why)
    return new


def refuse_second(item: Item) -> None:
    under_way = item.redisclosures.filter(published_inside_at__isnull=True).order_by("pk").first()
    if under_way:
        raise ValidationError(f"再次公开已经登记（索引号 {under_way.index_number}），请接着办那一件。")


def entry_today(item: Item) -> Entry | None:
    """The entry of that code in the catalogue in force; None for what was off-catalogue."""
    if item.entry is None:
        return None
    catalogue = catalogue_for(item.organization)
    rows = catalogue.nodes.filter(rank=Entry.Rank.ENTRY, code=item.entry.code) if catalogue else Entry.objects.none()
    entry = rows.first()
    if entry is None:
        raise ValidationError(f"施行中的目录里已经没有“{item.entry.code}”这一项，请用“登记一件事”重新登记。")
    return entry


def plan_again(item: Item, entry: Entry | None) -> Iterator[tuple[str, Any]]:
    """The plan as it was, as far as the entry of today allows it; the rest comes from the entry."""
    yield from ((name, getattr(item, name)) for name in COPIED)
    if entry is None:
        yield "limit_kind", item.limit_kind
    elif entry.is_scope_pinned or item.scope not in NARROWER[Scope(entry.scope)]:
        return
    yield "scope", item.scope
    yield "channels", list(item.channels)
    yield "channels_reason", item.channels_reason
    yield "inside_first", item.inside_first or bool(entry and entry.inside_first and item.scope == Scope.SOCIETY)
    if item.inside_first:
        yield "outside_after_days", item.outside_after_days
    if entry is None or item.scope != Scope.AUDIENCE or entry.scope != Scope.AUDIENCE:
        yield "audiences", list(item.audiences.all())
    yield "recipients", list(item.recipients.all())
