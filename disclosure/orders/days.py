"""By when something must be put right."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from disclosure.deadlines.working_calendar import current_calendar

MOST_DAYS, USUAL_DAYS = 366, 15


def rule_until(due_on: date | None, working_days: int | None, today: date) -> Mapping[str, int]:
    """The ledger's rule. A day that was named is counted in calendar days, and moves on where it is a day off (203)."""
    if (due_on is None) == (working_days is None):
        raise ValidationError({"due_on": "请写明哪一天前完成，或者几个工作日内完成，写一样就行。"})
    if working_days is not None:
        if not 1 <= working_days <= MOST_DAYS:
            raise ValidationError({"working_days": f"请写1到{MOST_DAYS}之间的天数。"})
        return {"working_days": working_days}
    if due_on is None or not 1 <= (due_on - today).days <= MOST_DAYS:
        raise ValidationError({"due_on": "整改完成的日子要在明天以后、一年以内。"})
    return {"calendar_days": (due_on - today).days}


def usual_day(on: date) -> date:
    """Proposed where no document gives a day."""
    return current_calendar().add_working_days(on, USUAL_DAYS).on
