"""Withdrawal (撤回): asked with a reason, confirmed by a second person; then the item is gone for every reader at once."""

from datetime import datetime

from django.db import transaction

from catalog.archive.opening import open_archive_task
from catalog.items.actions.guard import audit, begin, decide, keep, require_reason
from catalog.items.actions.notifications import tell_holders
from catalog.items.actions.transitions import move_item
from catalog.items.channels.opening import end_channels
from catalog.items.models import Decision, Item
from catalog.items.search.index import reindex
from catalog.items.states import ItemState
from catalog.obligations.duties.fulfilling import reopen_duties
from disclosure.organizations.roles import APPROVE, PUBLISH

Step = Decision.Step
REASON_LENGTH = 500


@transaction.atomic
def ask_withdrawal(item: Item, *, reason: str, by, now: datetime) -> Item:
    case = begin(item, "ask_withdrawal", by=by, now=now)
    item, reason = case.item, require_reason(reason)[:REASON_LENGTH]
    item.withdrawal_asked_at, item.withdrawal_asked_by, item.withdrawal_reason = now, by, reason
    decide(item.published_version, Step.ASK_WITHDRAWAL, by=by, now=now, reason=reason)
    keep(item, now)
    audit("item.withdrawal_asked", item, by=by, now=now, reason=reason)
    asked = f"withdrawal-{item.published_version.round}"
    tell_holders(case, (PUBLISH, APPROVE), step=asked, words="申请撤回，请审定", now=now)
    return item


@transaction.atomic
def confirm_withdrawal(item: Item, *, by, now: datetime, reason: str = "") -> Item:
    item = begin(item, "confirm_withdrawal", by=by, now=now).item
    move_item(item, ItemState.WITHDRAWN)
    item.withdrawn_at = now
    open_archive_task(item, by=by, now=now)
    reopen_duties(item, by=by, now=now)
    end_channels(item, by=by, now=now)
    decide(item.published_version, Step.WITHDRAW, by=by, now=now, reason=reason)
    keep(item, now)
    reindex(item)
    audit("item.withdrawn", item, by=by, now=now, reason=item.withdrawal_reason)
    return item


@transaction.atomic
def refuse_withdrawal(item: Item, *, reason: str, by, now: datetime) -> Item:
    """The item stays. A later request begins a new round, for a step is decided once a round."""
    case = begin(item, "refuse_withdrawal", by=by, now=now)
    item, reason = case.item, require_reason(reason)
    version = item.published_version
    decide(version, Step.WITHDRAW, by=by, now=now, passed=False, reason=reason)
    version.round += 1
    version.save(update_fields=["round"])
    item.withdrawal_asked_at = item.withdrawal_asked_by = None
    item.withdrawal_reason = ""
    item.changed_at = now
    item.save()
    audit("item.withdrawal_refused", item, by=by, now=now, reason=reason)
    return item
