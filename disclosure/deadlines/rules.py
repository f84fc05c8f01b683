"""What a time limit may say: so many days or months after an event, or a day in every period of the calendar.

A rule is written `{"working_days": 5}` in YAML and in JSON columns; see `Rule.from_mapping`. When it falls due is the
business of `limits`. All kinds are known here, so take them from here.
"""

from disclosure.deadlines.kinds.base import LimitError, Rule, require
from disclosure.deadlines.kinds.counts import CalendarDays, CalendarMonths, DayCount, WorkingDays
from disclosure.deadlines.kinds.periods import (
    LONGEST,
    MONTH_END,
    ORDINALS,
    PERIOD_MONTHS,
    PERIOD_NAMES,
    Turn,
    label_of,
    period_of,
)
from disclosure.deadlines.kinds.recurrences import (
    CalendarRecurrence,
    DayAfterPeriod,
    DayOfMonth,
    DaysAfterPeriod,
    DisclosureDay,
    EveryMonths,
    MonthSpans,
    PeriodEnd,
    Recurrence,
    Several,
)

__all__ = [
    "LONGEST", "MONTH_END", "ORDINALS", "PERIOD_MONTHS", "PERIOD_NAMES", "CalendarDays", "CalendarMonths", "CalendarRecurrence",
    "DayAfterPeriod", "DayCount", "DayOfMonth", "DaysAfterPeriod", "DisclosureDay", "EveryMonths", "LimitError", "MonthSpans", 
    "PeriodEnd", "Recurrence", "Rule", "Several", "Turn", "WorkingDays", "label_of", "period_of", "recurrences_in", "require",
]  # fmt: skip


def recurrences_in(rule: Rule) -> list[Recurrence]:
    """What of a rule comes back by the calendar."""
    return [part for part in rule.parts if isinstance(part, Recurrence)]
