"""Days as people say them: 2026年10月10日（周六，调休上班）, 10月9日, 逾期 3 天."""

from datetime import date

from disclosure.deadlines.workdays import WEEKDAY_NAMES, WorkCalendar
from disclosure.web.day_words import month_day, month_word, plain, short, year_month
from disclosure.web.moments import local_day, moment

__all__ = [
    "day_in",
    "full",
    "late_by",
    "local_day",
    "moment",
    "month_day",
    "month_word",
    "plain",
    "plain_or_paused",
    "short",
    "year_month",
]


def full(on: date, calendar: WorkCalendar | None = None) -> str:
    """With the weekday, and with what the calendar calls the day where that is more than a weekday."""
    weekday = WEEKDAY_NAMES[on.weekday()]
    name = calendar.day(on).name if calendar else ""
    name = name.partition("（")[0]
    return f"{plain(on)}（{weekday}，{name}）" if name and name != weekday else f"{plain(on)}（{weekday}）"


def plain_or_paused(on: date | None) -> str:
    """Of a due date, which a stopped clock has not."""
    return plain(on) if on else "暂停中"


def day_in(text: str) -> date | None:
    """An ISO day in an address; None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def late_by(due_on: date, on: date) -> str:
    """How late a day is against its due date; empty when it is in time."""
    return f"逾期 {(on - due_on).days} 天" if on > due_on else ""
