"""What every kind of rule can do: be read from and written to YAML and JSON, and say itself in words. And the simplest of
them: so many days or months after an event."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar

KINDS: dict[str, "type[Rule]"] = {}


class LimitError(ValueError):
    """A rule that cannot be read, or that cannot do what is asked of it. The message is for the person at the desk."""


def require(holds: object, message: str) -> None:
    if not holds:
        raise LimitError(message)


@dataclass(frozen=True)
class Rule:
    key: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "key" in vars(cls):
            KINDS[cls.key] = cls

    @staticmethod
    def from_mapping(mapping: Mapping) -> "Rule":
        """Read the form kept in YAML and JSON: one key naming the kind of rule, and what that kind needs."""
        try:
            ((key, value),) = mapping.items()
            kind: Any = KINDS[key]
            rule: Rule = kind(**value) if isinstance(value, Mapping) else kind(value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LimitError(f"看不懂这条时限：{mapping}" + (f"（{error}）" * isinstance(error, LimitError))) from error
        return rule

    def to_mapping(self) -> Mapping:
        values: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }
        return {self.key: values if len(values) > 1 else next(iter(values.values()))}

    def describe(self) -> str:
        raise NotImplementedError

    @property
    def parts(self) -> "tuple[Rule, ...]":
        """The single rules of which it is made."""
        return (self,)


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

    def counts(self, is_working: bool) -> bool:
        """Whether a day is one of the number."""
        raise NotImplementedError

    def days_from(self, start: date) -> int:
        """How many days are counted from an event on `start`."""
        return self.amount

    def plus(self, by_rule: "DayCount") -> "DayCount":
        require(type(by_rule) is type(self), "延长的时间应与原时限用同一种单位（工作日、日或月）")
        return type(self)(self.amount + by_rule.amount)


class WorkingDays(DayCount):
    key, unit = "working_days", "个工作日"

    def counts(self, is_working: bool) -> bool:
        return is_working


class CalendarDays(DayCount):
    """None at all is the day of the event itself (当日)."""

    key, unit, least = "calendar_days", "日", 0

    def describe(self) -> str:
        return super().describe() if self.amount else "当日"

    def within(self) -> str:
        return super().within() if self.amount else "当日"

    def counts(self, is_working: bool) -> bool:
        return True


class CalendarMonths(DayCount):
    """Up to the same day of a later month, or its last day where it has no such day (民法典 202)."""

    key, unit, most = "calendar_months", "个月", 120

    def counts(self, is_working: bool) -> bool:
        return True

    def days_from(self, start: date) -> int:
        years, month = divmod(start.month - 1 + self.amount, 12)
        year, month = start.year + years, month + 1
        return (date(year, month, min(start.day, monthrange(year, month)[1])) - start).days
