"""So many days or months after an event."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from disclosure.deadlines.kinds.base import Rule, require
from disclosure.deadlines.kinds.periods import day_in, month_from
from disclosure.deadlines.workdays import Day


@dataclass(frozen=True)
class DayCount(Rule):
    """A number of days after an event."""

    amount: int
    unit: ClassVar[str]
    least: ClassVar[int] = 1
    most: ClassVar[int] = 3660

    def __post_init__(self) -> None:
        is_whole = isinstance(self.amount, int) and not isinstance(self.amount, bool)
        require(is_whole and self.amount >= self.least, f"天数应为不少于{self.least}的整数")
        require(self.amount <= self.most, f"数字太大，最多{self.most}")

    def describe(self) -> str:
        return f"{self.amount}{self.unit}"

    def within(self) -> str:
        """After the event's name: 后5个工作日内."""
        return f"后{self.describe()}内"

    def counts(self, day: Day) -> bool:
        raise NotImplementedError

    def days_from(self, start: date) -> int:
        """How many days are counted from an event on `start`."""
        return self.amount

    def plus(self, by_rule: "DayCount") -> "DayCount":
        require(type(by_rule) is type(self), "延长的时间应与原时限用同一种单位（工作日、日或月）")
        return type(self)(self.amount + by_rule.amount)


class WorkingDays(DayCount):
    key, unit = "working_days", "个工作日"

    def counts(self, day: Day) -> bool:
        return day.is_working


class CalendarDays(DayCount):
    """None at all is the day of the event itself (当日)."""

    key, unit, least = "calendar_days", "日", 0

    def describe(self) -> str:
        return super().describe() if self.amount else "当日"

    def within(self) -> str:
        return super().within() if self.amount else "当日"

    def counts(self, day: Day) -> bool:
        return True


class CalendarMonths(DayCount):
    """Up to the same day of a later month, or its last day where it has no such day (民法典 202)."""

    key, unit, most = "calendar_months", "个月", 120

    def counts(self, day: Day) -> bool:
        return True

    def days_from(self, start: date) -> int:
        return (day_in(month_from(start, self.amount), start.day) - start).days
