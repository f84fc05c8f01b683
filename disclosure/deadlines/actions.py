"""Everything that opens, moves or closes a deadline. Each write is audited in the same transaction."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.audit.record import record
from disclosure.deadlines.limits import Due, due
from disclosure.deadlines.models import Deadline, DeadlineChange
from disclosure.deadlines.reckoning import reckon
from disclosure.deadlines.rules import DayCount, LimitError, Rule
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.roles import DRAFT

Kind = DeadlineChange.Kind


@transaction.atomic
def open_deadline(
    *,
    organization,
    kind: str,
    title: str,
    start_on: date,
    rule: dict,
    now: datetime,
    by=None,
    url: str = "",
    event: str = "",
    source: dict | None = None,
    department=None,
    person=None,
    permission: str = DRAFT,
) -> Deadline:
    """Open a row of the ledger. ``rule`` is a mapping such as ``{"working_days": 5}``; ``event`` names what happened
    on ``start_on``; ``source`` holds document, article and sentence. The title must not carry an item's content.
    ``permission``: whose work it is in the organisation while no ``person`` is named."""
    found = due(Rule.from_mapping(rule), start_on, current_calendar(), extra={"event": event, "source": source or {}})
    deadline = Deadline.objects.create(
        organization=organization,
        department=department,
        person=person,
        permission=permission,
        kind=kind,
        title=title[:300],
        url=url,
        start_on=start_on,
        rule=rule,
        due_on=found.due_on,
        is_provisional=found.is_provisional,
        trace=found.trace,
        opened_on=timezone.localdate(now),
    )
    _audit("deadline.opened", deadline, by=by, now=now, changes={"due_on": [None, _iso(deadline.due_on)]})
    return deadline


@transaction.atomic
def restart(
    deadline: Deadline, *, start_on: date, reason: str, now: datetime, rule: dict | None = None, by=None
) -> Deadline:
    """Reckon anew because the event's day or the rule was wrong. Refused once closed."""
    deadline = _locked(deadline)
    deadline.start_on = start_on
    if rule is not None:
        deadline.rule = rule
    return _recompute(deadline, current_calendar(), reason=reason, by=by, now=now)


@transaction.atomic
def extend(deadline: Deadline, *, by_rule: dict, reason: str, by, now: datetime, most: int = 1) -> Deadline:
    """Lengthen the limit, from the original start. ``most``: how many extensions the rule allows."""
    deadline = _locked(deadline)
    if not reason.strip():
        raise ValidationError("请写明延期的原因。")
    if deadline.changes.filter(kind=Kind.EXTENSION).count() >= most:
        raise ValidationError(f"这项时限最多只能延期{most}次。")
    if not isinstance(Rule.from_mapping(deadline.rule), DayCount):
        raise ValidationError("只有按日计算的时限可以延期。")
    return _change(deadline, Kind.EXTENSION, timezone.localdate(now), reason, by, now, by_rule)


@transaction.atomic
def pause(deadline: Deadline, *, on: date, reason: str, by, now: datetime) -> Deadline:
    """Stop the clock; the day of the pause is still a day used."""
    deadline = _locked(deadline)
    if deadline.paused_on:
        raise ValidationError("这项时限已经暂停。")
    if on < deadline.start_on:
        raise ValidationError("暂停日不能早于起算日。")
    return _change(deadline, Kind.PAUSE, on, reason, by, now)


@transaction.atomic
def resume(deadline: Deadline, *, on: date, reason: str, by, now: datetime) -> Deadline:
    """Start the clock again; counting goes on the day after, with the days that were left."""
    deadline = _locked(deadline)
    if not deadline.paused_on:
        raise ValidationError("这项时限没有暂停。")
    if on < deadline.paused_on:
        raise ValidationError("恢复日不能早于暂停日。")
    return _change(deadline, Kind.RESUME, on, reason, by, now)


@transaction.atomic
def close(deadline: Deadline, *, on: date, now: datetime, by=None, closed_as: str = Deadline.ClosedAs.DONE) -> Deadline:
    """What was owed is done, excused or no longer needed. Closing twice changes nothing."""
    deadline = _locked(deadline, allow_closed=True)
    if deadline.closed_on is None:
        deadline.closed_on, deadline.closed_as = on, closed_as
        deadline.save(update_fields=["closed_on", "closed_as"])
        _audit("deadline.closed", deadline, by=by, now=now, changes={"closed_on": [None, on.isoformat()]})
    return deadline


@transaction.atomic
def reopen(deadline: Deadline, *, reason: str, now: datetime, by=None) -> Deadline:
    """What was done is undone, such as a withdrawn publication: owed again by the same day as before."""
    deadline = _locked(deadline, allow_closed=True)
    if deadline.closed_on is not None:
        old, deadline.closed_on, deadline.closed_as = deadline.closed_on, None, ""
        deadline.save(update_fields=["closed_on", "closed_as"])
        _audit(
            "deadline.reopened",
            deadline,
            by=by,
            now=now,
            changes={"closed_on": [old.isoformat(), None], "reason": reason},
        )
    return deadline


@transaction.atomic
def recompute(deadline: Deadline, calendar: WorkCalendar, *, reason: str, now: datetime, by=None) -> Deadline:
    """Reckon an open row anew on another calendar; logged only when its date or its certainty changes."""
    return _recompute(_locked(deadline), calendar, reason=reason, by=by, now=now)


def _recompute(deadline, calendar, *, reason, by, now) -> Deadline:
    old_due, old_provisional = deadline.due_on, deadline.is_provisional
    found = reckon(deadline, deadline.changes.order_by("pk"), calendar)
    _take(deadline, found)
    deadline.save()
    if found.due_on != old_due or found.is_provisional != old_provisional:
        _log(deadline, Kind.RECOMPUTATION, old_due, timezone.localdate(now), reason, by, now, None)
    return deadline


def _change(deadline, kind, on, reason, by, now, by_rule=None) -> Deadline:
    old_due = deadline.due_on
    change = DeadlineChange(kind=kind, effective_on=on, rule=by_rule)
    try:
        found = reckon(deadline, [*deadline.changes.order_by("pk"), change], current_calendar())
    except LimitError as error:
        raise ValidationError(str(error)) from error
    _take(deadline, found)
    if kind == Kind.PAUSE:
        deadline.paused_on = on
    elif kind == Kind.RESUME:
        deadline.paused_on = None
    deadline.save()
    _log(deadline, kind, old_due, on, reason, by, now, by_rule)
    return deadline


def _take(deadline: Deadline, found: Due) -> None:
    deadline.due_on, deadline.is_provisional, deadline.trace = found.due_on, found.is_provisional, found.trace


def _log(deadline, kind, old_due, on, reason, by, now, by_rule) -> None:
    DeadlineChange.objects.create(
        deadline=deadline,
        kind=kind,
        old_due_on=old_due,
        new_due_on=deadline.due_on,
        effective_on=on,
        rule=by_rule,
        reason=reason,
        changed_by=by,
        changed_at=now,
    )
    words = {
        Kind.EXTENSION: "deadline.extended",
        Kind.PAUSE: "deadline.paused",
        Kind.RESUME: "deadline.resumed",
        Kind.RECOMPUTATION: "deadline.recomputed",
    }
    changes = {"due_on": [_iso(old_due), _iso(deadline.due_on)], "reason": reason}
    _audit(words[kind], deadline, by=by, now=now, changes=changes)


def _locked(deadline: Deadline, *, allow_closed: bool = False) -> Deadline:
    deadline = Deadline.objects.select_for_update(of=("self",)).select_related("organization").get(pk=deadline.pk)
    if deadline.closed_on is not None and not allow_closed:
        raise ValidationError("已办结的时限不能再改。")
    return deadline


def _audit(action: str, deadline: Deadline, *, by, now, changes: dict) -> None:
    record(action, deadline, by=by, now=now, organization=deadline.organization, changes=changes)


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
