"""What a time limit may say: so many days after an event, or a day in every month, quarter, half-year or year.

A rule is written `{"working_days": 5}` in YAML and in JSON columns; see `Rule.from_mapping`. When it falls due is the
business of `limits`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from disclosure.deadlines.workdays import DAY, WEEKDAY_NAMES, Day
from disclosure.web.day_words import month_word

PERIOD_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PERIOD_NAMES = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
ORDINALS = ("一", "二", "三", "四")


class LimitError(ValueError):
    """A rule that cannot be read, or that cannot do what is asked of it. The message is for the person at the desk."""


@dataclass(frozen=True)
class Rule:
    key: ClassVar[str]

    @staticmethod
    def from_mapping(mapping: Mapping) -> "Rule":
        """Read the form kept in YAML and JSON: one key naming the kind of rule, and what that kind needs."""
        try:
            ((key, value),) = mapping.items()
            kind = KINDS[key]
            return kind(**value) if isinstance(value, Mapping) else kind(value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LimitError(f"看不懂这条时限：{mapping}" + (f"（{error}）" * isinstance(error, LimitError))) from error

    def to_mapping(self) -> Mapping:
        values: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }
        return {self.key: values if len(values) > 1 else next(iter(values.values()))}

    def describe(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class DayCount(Rule):
    """A number of days after an event."""

    amount: int
    unit: ClassVar[str]

    def __post_init__(self) -> None:
        is_whole = isinstance(self.amount, int) and not isinstance(self.amount, bool)
        require(is_whole and self.amount >= 1, "天数应为不少于1的整数")

    def describe(self) -> str:
        return f"{self.amount}{self.unit}"

    def counts(self, day: Day) -> bool:
        raise NotImplementedError

    def plus(self, by_rule: "DayCount") -> "DayCount":
        require(type(by_rule) is type(self), "延长的时间应与原时限用同一种单位（工作日或日）")
        return type(self)(self.amount + by_rule.amount)


class WorkingDays(DayCount):
    key, unit = "working_days", "个工作日"

    def counts(self, day: Day) -> bool:
        return day.is_working


class CalendarDays(DayCount):
    key, unit = "calendar_days", "日"

    def counts(self, day: Day) -> bool:
        return True


class Recurrence(Rule):
    """A due date in every period of the calendar year, moved off days that are not working days."""

    moves_forward: ClassVar[bool]

    @property
    def kind(self) -> str:
        """The length of its period, a key of `PERIOD_MONTHS`."""
        raise NotImplementedError

    def nominal(self, starts_on: date, ends_on: date) -> date | None:
        """The day the rule names in this period, before any move; None when it names none."""
        raise NotImplementedError


@dataclass(frozen=True)
class PeriodEnd(Recurrence):
    """Due on the last working day of the period: what belongs to a period is disclosed within it."""

    period: str
    key, moves_forward = "period_end", False

    def __post_init__(self) -> None:
        require(self.period in PERIOD_MONTHS, "周期应为月、季度、半年或年")

    kind = property(lambda self: self.period)

    def describe(self) -> str:
        return PERIOD_NAMES[self.period]

    def nominal(self, starts_on: date, ends_on: date) -> date:
        return ends_on


@dataclass(frozen=True)
class DisclosureDay(Recurrence):
    """The nth weekday of the month (ISO: Friday is 5). On a holiday it is held on the next working day."""

    weekday: int
    nth: int
    key, moves_forward, kind = "disclosure_day", True, "month"

    def __post_init__(self) -> None:
        require(self.weekday in range(1, 8) and self.nth in range(1, 5), "公开日应为每月第一至第四个星期几")

    def describe(self) -> str:
        weekday = WEEKDAY_NAMES[self.weekday - 1].removeprefix("周")
        return f"每月第{ORDINALS[self.nth - 1]}个星期{weekday}"

    def nominal(self, starts_on: date, ends_on: date) -> date:
        days_ahead = (self.weekday - starts_on.isoweekday()) % 7
        return starts_on + timedelta(days=days_ahead, weeks=self.nth - 1)


@dataclass(frozen=True)
class DayOfMonth(Recurrence):
    """On or before a day of certain months (每季度首月10日前).

    It moves to the previous working day: article 203 postpones periods counted from an event, and this is a last day.
    """

    day: int
    months: tuple[int, ...] = tuple(range(1, 13))
    key, moves_forward = "day_of_month", False

    def __post_init__(self) -> None:
        object.__setattr__(self, "months", tuple(sorted(set(self.months))))
        require(self.day in range(1, 32), "日应为1至31")
        require(self.months and set(self.months) <= set(range(1, 13)), "月份应为1至12")

    @property
    def kind(self) -> str:
        """The period that holds exactly one of the months; a month when they do not fall evenly."""
        for kind, length in PERIOD_MONTHS.items():
            turns = [(month - 1) // length for month in self.months]
            if turns == list(range(12 // length)):
                return kind
        return "month"

    def describe(self) -> str:
        length = PERIOD_MONTHS[self.kind]
        places = {(month - 1) % length for month in self.months}
        if len(self.months) == 12:
            return f"每月{self.day}日前"
        if self.kind in ("quarter", "half_year") and len(places) == 1:
            place = places.pop()
            named = {0: "首月", length - 1: "末月"}.get(place, f"第{place + 1}个月")
            return f"{PERIOD_NAMES[self.kind]}{named}{self.day}日前"
        return f"每年{'、'.join(str(month) for month in self.months)}月{self.day}日前"

    def nominal(self, starts_on: date, ends_on: date) -> date | None:
        for month in range(starts_on.month, ends_on.month + 1):
            if month in self.months:
                _, last = period_of("month", starts_on.replace(month=month))
                return last.replace(day=min(self.day, last.day))
        return None


KINDS: dict[str, type] = {kind.key: kind for kind in (WorkingDays, CalendarDays, PeriodEnd, DisclosureDay, DayOfMonth)}


def period_of(kind: str, on: date) -> tuple[date, date]:
    """First and last day of the month, quarter, half-year or year that contains `on`."""
    length = PERIOD_MONTHS[kind]
    first_month = (on.month - 1) // length * length + 1
    last_month = on.replace(month=first_month + length - 1, day=1)
    return on.replace(month=first_month, day=1), (last_month + timedelta(days=31)).replace(day=1) - DAY


def label_of(kind: str, starts_on: date) -> str:
    turn = (starts_on.month - 1) // PERIOD_MONTHS[kind]
    part = {
        "month": month_word(starts_on.month),
        "quarter": f"第{ORDINALS[turn % 4]}季度",
        "half_year": "上半年" if turn == 0 else "下半年",
        "year": "",
    }
    return f"{starts_on.year}年{part[kind]}"


def require(holds: object, message: str) -> None:
    if not holds:
        raise LimitError(message)
