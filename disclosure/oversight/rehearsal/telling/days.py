"""Days as a story writes them: so long before today, so many working days after the step before."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from disclosure.deadlines.dates import local_day
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar

# today-12, day+14d, day+2w+60d; without a letter in days of the calendar.
EXPRESSION = re.compile(r"(today|day)((?:[+-]\d+[dw]?)*)")
OFFSET = re.compile(r"([+-]?)(\d+)([dw]?)")
# 2, 61d, 21d+2w; without a letter in working days.
SPAN = re.compile(r"\d+[dw]?(?:\+\d+[dw]?)*")
WORKING, CALENDAR = "w", "d"
YEAR, MONTH = "{year}", "{month}"


@dataclass(frozen=True)
class Days:
    """``today``: the day up to which is told."""

    calendar: WorkCalendar
    today: date

    @classmethod
    def up_to(cls, now: datetime) -> Self:
        return cls(current_calendar(), local_day(now))

    def ahead(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def moved(self, on: date, offsets: str, unit: str) -> date:
        """``unit``: what a number without a letter counts."""
        for sign, number, letter in OFFSET.findall(offsets):
            days = -int(number) if sign == "-" else int(number)
            if (letter or unit) == CALENDAR:
                on += timedelta(days=days)
            elif days:
                on = self.calendar.add_working_days(on, days).on
        return on

    def after(self, on: date, span: str) -> date:
        """Raises ``ValueError`` for what is no span."""
        if not SPAN.fullmatch(span):
            raise ValueError(span)
        return self.moved(on, span, WORKING)

    def value(self, written: Any, day: date) -> Any:
        """The same with every day in it reckoned. ``day``: of the story."""
        if isinstance(written, str):
            return self.words(written, day)
        if isinstance(written, dict):
            return {name: self.value(each, day) for name, each in written.items()}
        if isinstance(written, list):
            return [self.value(each, day) for each in written]
        return written

    def words(self, written: str, day: date) -> str:
        if EXPRESSION.fullmatch(written):
            return self.reckoned(written, day).isoformat()
        return written.replace(YEAR, str(day.year)).replace(MONTH, str(day.month))

    def reckoned(self, written: str, day: date) -> date:
        """``written``: as ``today-12``, ``day+2w+60d``, or a date. Raises ``ValueError`` for anything else."""
        found = EXPRESSION.fullmatch(written)
        if found is None:
            return date.fromisoformat(written)
        return self.moved(self.today if found[1] == "today" else day, found[2], CALENDAR)
