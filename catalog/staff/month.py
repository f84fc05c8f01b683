"""A person's own deadlines, and the month with how many fall due on each day."""

from calendar import Calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from catalog.items.models import Item
from disclosure.deadlines.models import CAN_BE_LATE, Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.access import Access
from disclosure.organizations.roles import COLLECT_OPINIONS, DECIDE_BELOW, HANDLE_REQUESTS

# Posts with work of their own, which the rest of the desk neither does nor may open.
SPECIAL = (HANDLE_REQUESTS, COLLECT_OPINIONS, DECIDE_BELOW)


def my_deadlines(access: Access):
    """Open rows that are the person's work: of the desk where they work, of a post they hold there, or in their name."""
    rows = Q(organization_id__in=access.desk_ids) & ~Q(permission__in=SPECIAL)
    for permission in SPECIAL:
        rows |= Q(permission=permission, organization_id__in=access.organization_ids(permission))
    rows |= Q(person=access.user.pk)
    return Deadline.objects.open().filter(rows).select_related("organization", "department")


def titles_of(rows: list[Deadline], access: Access) -> dict[int, str]:
    """Deadline id → title of its item, for items on the person's desk alone."""
    items = Item.objects.on_desk_of(access.user, access.on).filter(deadline__in=rows)
    return dict(items.values_list("deadline_id", "title"))


@dataclass(frozen=True)
class DayCell:
    """A day of the month, and how many of my open deadlines fall due on it."""

    on: date
    count: int
    name: str
    is_today: bool
    is_late: bool
    is_outside: bool
    is_off: bool


def month_of(on: date, access: Access, calendar: WorkCalendar) -> list[list[DayCell]]:
    """This month as weeks of days. What is over and reads 未确认 is not counted: its day would look late."""
    weeks = Calendar().monthdatescalendar(on.year, on.month)
    mine = (
        my_deadlines(access).filter(due_on__range=(weeks[0][0], weeks[-1][-1])).filter(CAN_BE_LATE | Q(due_on__gte=on))
    )
    due = Counter(mine.values_list("due_on", flat=True))

    def cell(day: date) -> DayCell:
        name = calendar.day(day).name
        return DayCell(
            on=day,
            count=due[day],
            name=name if name not in ("周六", "周日") else "",
            is_today=day == on,
            is_late=day < on,
            is_outside=day.month != on.month,
            is_off=not calendar.is_working(day),
        )

    return [[cell(day) for day in week] for week in weeks]
