"""A year as twelve months of weeks, with every day marked that is not what its weekday says. Pure."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.workdays import Day, WorkCalendar, days_between
from disclosure.web.day_words import month_word

MONDAY_FIRST = Calendar(firstweekday=0)
STATES = {(True, True): "working", (True, False): "off", (False, True): "made", (False, False): "weekend"}
WORDS = {"off": "休", "made": "班"}


@dataclass(frozen=True)
class Cell:
    """``state``: working | weekend, as the week has it; off | made, changed to a holiday or a working day; outside."""

    on: date
    label: str
    state: str
    word: str = ""
    name: str = ""
    is_by_hand: bool = False


@dataclass(frozen=True)
class Month:
    label: str
    weeks: list[list[Cell]]


@dataclass(frozen=True)
class YearCalendar:
    label: str
    months: list[Month]
    changes: list[Day]


def year_calendar(calendar: WorkCalendar, year: int) -> YearCalendar:
    months = [month_of(calendar, year, month) for month in range(1, 13)]
    return YearCalendar(f"{year}年", months, changes_of(calendar, year))


def month_of(calendar: WorkCalendar, year: int, month: int) -> Month:
    weeks = MONDAY_FIRST.monthdatescalendar(year, month)
    return Month(month_word(month), [[cell_of(calendar.day(on), month) for on in week] for week in weeks])


def cell_of(day: Day, month: int) -> Cell:
    if day.on.month != month:
        return Cell(day.on, "", "outside")
    state = state_of(day)
    name = day.name if state in WORDS else ""
    return Cell(day.on, str(day.on.day), state, WORDS.get(state, ""), name, day.source == "override")


def state_of(day: Day) -> str:
    return STATES[day.on.weekday() < 5, day.is_working]


def changes_of(calendar: WorkCalendar, year: int) -> list[Day]:
    """Every change from Monday to Friday, in order, for those who read rather than look."""
    days = (calendar.day(on) for on in days_between(date(year, 1, 1), date(year, 12, 31)))
    return [day for day in days if state_of(day) in WORDS]
