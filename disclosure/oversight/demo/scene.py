"""An organisation of the demonstration with its people, and working days around today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from disclosure.deadlines.dates import local_day
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.demo.data import ABOVE, Unit


def at_hour(on: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))


def cast_of(unit: Unit) -> Mapping[str, User]:
    """Identity → person; ``superior`` decides above."""
    names = {identity: f"{unit.code}-{identity}" for identity in unit.people}
    if unit.superior:
        names["superior"] = f"{unit.superior}-{ABOVE}"
    people = User.objects.in_bulk(names.values(), field_name="username")
    return {identity: people[username] for identity, username in names.items()}


@dataclass(frozen=True)
class Scene:
    organization: Organization
    unit: Unit
    cast: Mapping[str, User]
    calendar: WorkCalendar
    now: datetime

    @property
    def today(self) -> date:
        return local_day(self.now)

    def day(self, days_ago: int) -> date:
        """The working day on that day or before it; ``days_ago`` is at least 1, so that all of the day is past."""
        return self.calendar.previous_working_on_or_before(self.ahead(-days_ago))

    def at(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        return at_hour(self.day(days_ago), hour, minute)

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def story(self, chapter: str) -> Sequence[Mapping]:
        """The rows of one chapter of the organisation's life."""
        return self.unit.life.get(chapter, [])


def scene_of(organization: Organization, unit: Unit, now: datetime) -> Scene:
    return Scene(organization, unit, cast_of(unit), current_calendar(), now)
