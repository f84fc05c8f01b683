"""How every action begins: lock the row, then person, then state, then blockers; only then is anything written."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from catalog.items.actions.steps import STEPS, Step, is_allowed, is_open
from catalog.items.blockers import of_step
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item, Version
from catalog.items.states import IllegalMove, ItemState
from disclosure.audit.record import record
from disclosure.deadlines.dates import local_day
from disclosure.workflow.refusals import Blocked, Blocker


class NotAllowed(PermissionDenied):
    """Raised when the person's posts do not carry the step; the message is fit for a page."""


class ReasonMissing(ValueError):
    """Raised when a return, a correction or a withdrawal gives no reason; the message is fit for a page."""


# What a page shows as a message; ``NotAllowed`` answers 403 by itself, ``EditConflict`` needs a page of its own.
REFUSALS = (IllegalMove, ReasonMissing, ValidationError)


def locked(item: Item) -> Item:
    """The item behind its row lock, with what every action reads.

    Read after the lock is held, not with it: whoever waited for it would get the versions of before the wait.
    """
    Item.objects.select_for_update().only("pk").get(pk=item.pk)
    rows = Item.objects.select_related(
        "organization", "entry", "working_version", "published_version", "deadline", "department"
    )
    return rows.get(pk=item.pk)


def begin(item: Item, name: str, *, by, now: datetime, blockers: bool = True) -> ItemContext:
    """The case behind the lock. ``by=None`` is the system, which needs no post.

    Raises ``NotAllowed``, ``IllegalMove`` or ``Blocked``, in this order, and writes nothing.
    """
    case, step = ItemContext(locked(item), by, local_day(now)), STEPS[name]
    if by is not None and not is_allowed(case, step):
        raise NotAllowed(f"您没有“{step.label}”的权限。")
    if not (step.when(case.item) and is_open(case, step)):
        raise IllegalMove(refusal(case, step))
    if blockers:
        refuse_if(of_step(case, name))
    return case


def refusal(case: ItemContext, step: Step) -> str:
    if step.when(case.item):
        return f"“{step.label}”这一步已经有人办理过了。"
    return f"事项现在是“{ItemState(case.item.state).label}”，不能{step.label}。"


def refuse_if(blockers: Iterable[Blocker]) -> None:
    if found := list(blockers):
        raise Blocked(found)


def require_reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing("请写明原因。")
    return reason.strip()


def decide(
    version: Version,
    step: str,
    *,
    by,
    now: datetime,
    passed: bool = True,
    reason: str = "",
    evidence: dict | None = None,
) -> Decision:
    return Decision.objects.create(
        version=version,
        round=version.round,
        step=step,
        result=Decision.Result.PASSED if passed else Decision.Result.RETURNED,
        reason=reason.strip(),
        evidence=evidence or {},
        by=by,
        at=now,
    )


def audit(action: str, item: Item, *, by, now: datetime, **changes) -> None:
    """By its index number: who reads the log need not be among the item's readers."""
    record(action, item, by=by, now=now, organization=item.organization, changes=changes, label=item.index_number)


def keep(item: Item, now: datetime) -> None:
    """Save the item and its working version as the action left them."""
    item.changed_at = now
    item.save()
    item.working_version.save()
