"""When a story of the demonstration happens: its acts at working hours, around a day that makes the story true."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.limits import due
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.workdays import WorkCalendar

CHECKS = ("submit", "review", "check_secrecy", "approve")
# How many of the checks a story that is still on its way has passed.
PASSED = {"draft": 0, "submitted": 1, "returned": 2, "checked": 3, "approved": 4}
HOURS = {
    "register": time(9, 20),
    "plan": time(9, 25),
    "write": time(9, 45),
    "attach": time(9, 50),
    "clear": time(10, 0),
    "submit": time(10, 10),
    "review": time(11, 5),
    "send_back": time(11, 20),
    "check_secrecy": time(14, 20),
    "approve": time(16, 0),
    "publish_inside": time(9, 30),
    "publish_outside": time(9, 40),
    "start_correction": time(9, 15),
    "publish_correction": time(16, 30),
    "ask_withdrawal": time(15, 0),
    "confirm_withdrawal": time(9, 0),
    "hide": time(10, 40),
    "confirm_hiding": time(15, 30),
    "narrow": time(15, 10),
    "end_display": time(0, 30),
    "archive": time(10, 0),
    "carry_out": time(15, 0),
}
FARTHEST = 120


def moment(on: date, act: str) -> datetime:
    return timezone.make_aware(datetime.combine(on, HOURS[act]))


class NoSuchDay(LookupError):
    """Raised when no day makes the story true: its own data contradict each other."""


@dataclass(frozen=True)
class Plan:
    """What decides the dates of a story. ``wait``: working days between writing and submission;
    ``display_days``: how long it is shown to society, None without an end."""

    days_ago: int
    ends: str
    rule: Mapping
    scope: str
    inside_first: bool
    late: bool = False
    wait: int = 0
    display_days: int | None = None

    @property
    def is_published(self) -> bool:
        return self.ends not in PASSED

    @property
    def goes_outside(self) -> bool:
        return self.scope == Scope.SOCIETY and self.ends != "inside"


@dataclass(frozen=True)
class Script:
    """The acts of one story about an event on a day."""

    plan: Plan
    event_on: date
    calendar: WorkCalendar = field(repr=False)

    def day(self, working_days: int) -> date:
        return self.calendar.add_working_days(self.event_on, working_days).on if working_days else self.event_on

    @property
    def published_on(self) -> date:
        return self.day(self.plan.wait + 1)

    @property
    def outside_on(self) -> date:
        """Where it goes inside first, society reads it a working day later."""
        return self.day(self.plan.wait + 1 + self.plan.inside_first)

    @property
    def display_until(self) -> date | None:
        days = self.plan.display_days
        return None if days is None else self.outside_on + timedelta(days=days)

    @property
    def due_on(self) -> date:
        return due(Rule.from_mapping(self.plan.rule), self.event_on, self.calendar).due_on

    def acts(self) -> Iterator[tuple[str, datetime]]:
        """Act → its moment, in order."""
        for name, on in self.days():
            yield name, moment(on, name)

    def days(self) -> Iterator[tuple[str, date]]:
        for name in ("register", "plan", "write", "attach", "clear"):
            yield name, self.event_on
        if not self.plan.is_published:
            yield from self.checks(PASSED[self.plan.ends])
            return
        yield from self.checks(len(CHECKS))
        if self.plan.inside_first or not self.plan.goes_outside:
            yield "publish_inside", self.published_on
        if self.plan.goes_outside:
            yield "publish_outside", self.outside_on
        yield from self.afterwards()

    def checks(self, count: int) -> Iterator[tuple[str, date]]:
        for name in CHECKS[:count]:
            is_return = self.plan.ends == "returned" and name == "review"
            yield "send_back" if is_return else name, self.day(self.plan.wait)

    def afterwards(self) -> Iterator[tuple[str, date]]:
        shown = self.plan.wait + 2
        if self.plan.ends == "corrected":
            yield "start_correction", self.day(shown + 5)
            yield "publish_correction", self.day(shown + 5)
        if self.plan.ends == "withdrawn":
            yield "ask_withdrawal", self.day(shown + 3)
            yield "confirm_withdrawal", self.day(shown + 4)
        if self.plan.ends == "hidden":
            yield "hide", self.day(shown + 3)
            yield "confirm_hiding", self.day(shown + 4)
        if self.plan.ends == "narrowed":
            yield "narrow", self.day(shown)
        if self.plan.ends in ("ended", "archived"):
            over = self.display_until + timedelta(days=1)
            yield "end_display", over
            if self.plan.ends == "archived":
                yield "archive", self.calendar.add_working_days(over, 3).on

    def is_past(self, now: datetime) -> bool:
        return max(at for _name, at in self.acts()) < now

    def holds(self, now: datetime) -> bool:
        """Whether all of it is past, as late or as much in time as the story says, and on display if it should be."""
        if not self.is_past(now):
            return False
        today = local_day(now)
        settled_on = self.published_on if self.plan.is_published else today
        if (self.due_on < settled_on) != self.plan.late:
            return False
        is_shown = self.plan.goes_outside and self.plan.ends in ("outside", "corrected")
        return not (is_shown and self.display_until and self.display_until <= today)


def script_for(plan: Plan, calendar: WorkCalendar, *, now: datetime) -> Script:
    """The script on the working day nearest to the wanted one on which the story holds, an earlier day first.

    Where the calendar leaves none, as on a holiday that begins a quarter, the nearest with all of it past will do.
    """
    scripts = [Script(plan, on, calendar) for on in days_around(plan, calendar, local_day(now))]
    found = next((script for script in scripts if script.holds(now)), None)
    found = found or next((script for script in scripts if script.is_past(now)), None)
    if found is None:
        raise NoSuchDay(f"no day within {FARTHEST} days makes this true: {plan}")
    return found


def days_around(plan: Plan, calendar: WorkCalendar, today: date) -> Iterator[date]:
    """Working days up to today, from the wanted day outwards."""
    wanted = today - timedelta(days=plan.days_ago)
    for distance in range(FARTHEST):
        for on in dict.fromkeys((wanted - timedelta(days=distance), wanted + timedelta(days=distance))):
            if on <= today and calendar.is_working(on):
                yield on
