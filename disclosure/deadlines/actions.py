"""Everything that opens, moves or closes a deadline. Each write is audited in the same transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from disclosure.audit.record import record
from disclosure.audit.words import register
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.limits import iso
from disclosure.deadlines.models import Deadline, DeadlineChange
from disclosure.deadlines.reckoning import due_by, runs_by_days, take, take_anew
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DRAFT
from disclosure.web.required import require_text

register(
    "deadline",
    {
        "opened": "开始计时",
        "extended": "延长时限",
        "paused": "暂停计时",
        "resumed": "恢复计时",
        "recomputed": "重算时限",
        "closed": "结束计时",
        "reopened": "重新计时",
    },
)

Kind = DeadlineChange.Kind
RECORDED = {
    Kind.EXTENSION: "extended",
    Kind.PAUSE: "paused",
    Kind.RESUME: "resumed",
    Kind.RECOMPUTATION: "recomputed",
}
CLOSED = "已办结的时限不能再改。"


@dataclass(frozen=True)
class Change:
    """What is being done to a row of the ledger: by whom, when; the only thing that writes of it into the log."""

    deadline: Deadline
    by: User | None
    now: datetime

    def record(self, word: str, **details: Any) -> None:
        row = self.deadline
        record(f"deadline.{word}", row, by=self.by, now=self.now, organization=row.organization, changes=details)

    def keep(self, kind: Kind, old_due_on: date | None, on: date, reason: str, rule: Mapping | None = None) -> None:
        """Among the row's changes and in the log."""
        DeadlineChange.objects.create(
            deadline=self.deadline,
            kind=kind,
            old_due_on=old_due_on,
            new_due_on=self.deadline.due_on,
            effective_on=on,
            rule=rule,
            reason=reason,
            changed_by=self.by,
            changed_at=self.now,
        )
        self.record(RECORDED[kind], due_on=[iso(old_due_on), iso(self.deadline.due_on)], reason=reason)


@contextmanager
def changing(deadline: Deadline, *, by: User | None, now: datetime, even_closed: bool = False) -> Iterator[Change]:
    """All of it or nothing, behind the lock of the row, read anew."""
    with transaction.atomic():
        row = Deadline.objects.select_for_update(of=("self",)).select_related("organization").get(pk=deadline.pk)
        if row.closed_on is not None and not even_closed:
            raise ValidationError(CLOSED)
        yield Change(row, by, now)


@transaction.atomic
def open_deadline(
    *,
    organization,
    kind: str,
    title: str,
    start_on: date,
    rule: Mapping,
    now: datetime,
    by=None,
    url: str = "",
    event: str = "",
    source: Mapping | None = None,
    department=None,
    person=None,
    permission: str = DRAFT,
) -> Deadline:
    """Open a row of the ledger. ``rule`` is a mapping such as ``{"working_days": 5}``; ``event`` names what happened
    on ``start_on``; ``source`` holds document, article and sentence. The title must not carry an item's content.
    ``permission``: whose work it is in the organisation while no ``person`` is named."""
    found = due_by(rule, start_on, event=event, source=source or {})
    deadline = Deadline(
        organization=organization,
        department=department,
        person=person,
        permission=permission,
        kind=kind,
        title=title[:300],
        url=url,
        start_on=start_on,
        rule=rule,
        opened_on=local_day(now),
    )
    take(deadline, found).save()
    Change(deadline, by, now).record("opened", due_on=[None, iso(deadline.due_on)])
    return deadline


def restart(
    deadline: Deadline, *, start_on: date, reason: str, now: datetime, rule: Mapping | None = None, by=None
) -> Deadline:
    """Reckon anew because the event's day or the rule was wrong. Refused once closed."""
    with changing(deadline, by=by, now=now) as change:
        change.deadline.start_on = start_on
        if rule is not None:
            change.deadline.rule = rule
        return reckon_anew(change, reason)


def extend(deadline: Deadline, *, by_rule: Mapping, reason: str, by, now: datetime, most: int = 1) -> Deadline:
    """Lengthen the limit, from the original start. ``most``: how many extensions the rule allows."""
    with changing(deadline, by=by, now=now) as change:
        require_text(reason, "请写明延期的原因。")
        if change.deadline.changes.filter(kind=Kind.EXTENSION).count() >= most:
            raise ValidationError(f"这项时限最多只能延期{most}次。")
        if not runs_by_days(change.deadline):
            raise ValidationError("只有按日计算的时限可以延期。")
        return move_date(change, Kind.EXTENSION, local_day(now), reason, by_rule)


def pause(deadline: Deadline, *, on: date, reason: str, by, now: datetime) -> Deadline:
    """Stop the clock; the day of the pause is still a day used."""
    with changing(deadline, by=by, now=now) as change:
        if change.deadline.paused_on:
            raise ValidationError("这项时限已经暂停。")
        if on < change.deadline.start_on:
            raise ValidationError("暂停日不能早于起算日。")
        change.deadline.paused_on = on
        return move_date(change, Kind.PAUSE, on, reason)


def resume(deadline: Deadline, *, on: date, reason: str, by, now: datetime) -> Deadline:
    """Start the clock again; counting goes on the day after, with the days that were left."""
    with changing(deadline, by=by, now=now) as change:
        if not change.deadline.paused_on:
            raise ValidationError("这项时限没有暂停。")
        if on < change.deadline.paused_on:
            raise ValidationError("恢复日不能早于暂停日。")
        change.deadline.paused_on = None
        return move_date(change, Kind.RESUME, on, reason)


def close(deadline: Deadline, *, on: date, now: datetime, by=None, closed_as: str = Deadline.ClosedAs.DONE) -> Deadline:
    """What was owed is done, excused or no longer needed. Closing twice changes nothing."""
    with changing(deadline, by=by, now=now, even_closed=True) as change:
        row = change.deadline
        if row.closed_on is None:
            row.closed_on, row.closed_as = on, closed_as
            row.save(update_fields=["closed_on", "closed_as"])
            change.record("closed", closed_on=[None, on.isoformat()])
        return row


def reopen(deadline: Deadline, *, reason: str, now: datetime, by=None) -> Deadline:
    """What was done is undone, such as a withdrawn publication: owed again by the same day as before."""
    with changing(deadline, by=by, now=now, even_closed=True) as change:
        row = change.deadline
        if row.closed_on is not None:
            old, row.closed_on, row.closed_as = row.closed_on, None, ""
            row.save(update_fields=["closed_on", "closed_as"])
            change.record("reopened", closed_on=[old.isoformat(), None], reason=reason)
        return row


def recompute(deadline: Deadline, calendar: WorkCalendar, *, reason: str, now: datetime, by=None) -> Deadline:
    """Reckon an open row anew on another calendar; logged only when its date or its certainty changes."""
    with changing(deadline, by=by, now=now) as change:
        return reckon_anew(change, reason, calendar)


# --- what they share ---


def reckon_anew(change: Change, reason: str, calendar: WorkCalendar | None = None) -> Deadline:
    row = change.deadline
    old_due, old_provisional = row.due_on, row.is_provisional
    take_anew(row, row.changes.order_by("pk"), calendar)
    row.save()
    if (row.due_on, row.is_provisional) != (old_due, old_provisional):
        change.keep(Kind.RECOMPUTATION, old_due, local_day(change.now), reason)
    return row


def move_date(change: Change, kind: Kind, on: date, reason: str, rule: Mapping | None = None) -> Deadline:
    row, old_due = change.deadline, change.deadline.due_on
    made = DeadlineChange(kind=kind, effective_on=on, rule=rule)
    take_anew(row, [*row.changes.order_by("pk"), made])
    row.save()
    change.keep(kind, old_due, on, reason, rule)
    return row
