"""Numbers of the ledger, each set of them from one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncMonth

from disclosure.deadlines.models import Deadline, DeadlineQuerySet, is_late, is_overdue
from disclosure.deadlines.rules import period_of
from disclosure.oversight.indicators.registry import end_of_week
from disclosure.oversight.watching import MOST_UNITS, Watch

MONTHS = 6


@dataclass(frozen=True)
class MonthFigures:
    """What was to be disclosed this month, and how many were late against the month before."""

    due: int
    on_time: int
    late: int
    late_before: int


def month_figures(deadlines: DeadlineQuerySet, on: date) -> MonthFigures:
    first, last = period_of("month", on)
    this, before = Q(due_on__range=(first, last)), Q(due_on__lt=first)
    rows = deadlines.filter(kind__in=Deadline.DISCLOSING).owed().due_within(month_before(first), last)
    return MonthFigures(
        **rows.aggregate(
            due=Count("pk", filter=this),
            on_time=Count("pk", filter=this & Q(closed_on__lte=F("due_on"))),
            late=Count("pk", filter=this & is_late(on)),
            late_before=Count("pk", filter=before & is_late(on)),
        )
    )


def now_figures(deadlines: DeadlineQuerySet, on: date) -> Mapping[str, int]:
    """``overdue`` now and due this ``week``: from the open rows alone."""
    rows = deadlines.open().filter(due_on__lte=end_of_week(on))
    return rows.aggregate(overdue=Count("pk", filter=is_overdue(on)), week=Count("pk", filter=Q(due_on__gte=on)))


@dataclass(frozen=True)
class Cell:
    """A unit's month: how many were due, how many of them late, how many of these still open, how many in time."""

    due: int
    late: int
    open_late: int
    done: int


def heat(watch: Watch, on: date) -> dict[tuple[str, date], Cell]:
    """(Unit's path, first day of the month) → its figures, for the last six months."""
    months = months_until(on)
    rows = watch.deadlines().owed().due_within(months[0], period_of("month", on)[1])
    found = rows.values(unit=watch.unit, month=TruncMonth("due_on")).annotate(
        due=Count("pk"),
        late=Count("pk", filter=is_late(on)),
        open_late=Count("pk", filter=is_overdue(on)),
        done=Count("pk", filter=Q(closed_on__lte=F("due_on"))),
    )
    return {(row.pop("unit"), row.pop("month")): Cell(**row) for row in found.order_by()}


def months_until(on: date) -> list[date]:
    months = [on.replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, month_before(months[0]))
    return months


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def breakdown(watch: Watch, by: str, on: date) -> QuerySet:
    """Who or what is overdue now, worst first: ``overdue``, ``week`` and ``oldest`` of each, from the open rows alone."""
    groups = {
        "organization": {"unit": watch.unit},
        "department": {
            "code": F("organization__code"),
            "organization_name": F("organization__name"),
            "department_name": F("department__name"),
            "department_key": F("department_id"),
        },
        "kind": {"kind_key": F("kind")},
    }[by]
    rows = watch.deadlines().open().filter(is_overdue(on) | Q(due_on__range=(on, end_of_week(on)))).values(**groups)
    rows = rows.annotate(
        overdue=Count("pk", filter=is_overdue(on)),
        week=Count("pk", filter=Q(due_on__gte=on)),
        oldest=Min("due_on"),
    )
    return rows.order_by("-overdue", "oldest", "-week")[: MOST_UNITS + 1]
