"""What a time limit may say: so many days or months after an event, or a day in every period of the calendar: its end, a day
or weekday in it, a day after it.

A rule is written `{"working_days": 5}` in YAML and in JSON columns; see `Rule.from_mapping`. When it falls due is the
business of `limits`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from disclosure.deadlines.kinds.counts import (
    CalendarDays,
    CalendarMonths,
    DayCount,
    LimitError,
    Rule,
    WorkingDays,
    require,
)
from disclosure.deadlines.kinds.periods import (
    LONGEST,
    MONTH_END,
    MONTHS,
    ORDINALS,
    PERIOD_MONTHS,
    PERIOD_NAMES,
    Turn,
    day_in,
    day_words,
    label_of,
    month_from,
    period_of,
    run_of,
    span_label,
    span_words,
)
from disclosure.deadlines.workdays import DAY, WEEKDAY_NAMES
from disclosure.web.day_words import month_word

__all__ = [
    "LONGEST", "MONTH_END", "ORDINALS", "PERIOD_MONTHS", "PERIOD_NAMES", "CalendarDays", "CalendarMonths", "CalendarRecurrence",
    "DayAfterPeriod", "DayCount", "DayOfMonth", "DaysAfterPeriod", "DisclosureDay", "EveryMonths", "LimitError", "MonthSpans", 
    "PeriodEnd", "Recurrence", "Rule", "Several", "Turn", "WorkingDays", "label_of", "period_of", "recurrences_in", "require",
]  # fmt: skip

UNKNOWN_PERIOD = "周期应为月、季度、半年或年"


class Recurrence(Rule):
    """Its due dates are moved off days that are not working days.

    `holds_events`: an event belongs to the period in which it happens, whether or not that period's day has passed; else to
    the first due date on or after it. `count`: the days that run from the end of the period, where it names no day.
    """

    moves_forward: ClassVar[bool] = False
    holds_events: ClassVar[bool] = False
    count: DayCount | None = None

    def turn_of(self, on: date) -> Turn:
        """The period that contains the day; where the rule leaves gaps, the next one."""
        raise NotImplementedError

    def label(self, turn: Turn) -> str:
        return span_label(turn)

    def nominal(self, starts_on: date, ends_on: date) -> date | None:
        """The day the rule names for this period, before any move; None when it names none."""
        return ends_on

    def turns(self, since: date) -> Iterator[Turn]:
        """The periods for which the rule names a day, from the one that contains `since`, without end."""
        turn = self.turn_of(since)
        while True:
            if self.nominal(*turn):
                yield turn
            turn = self.turn_of(turn[1] + DAY)

    def before(self, on: date) -> date:
        """A day of the period before the one that contains `on`."""
        return self.turn_of(on)[0] - DAY


class CalendarRecurrence(Recurrence):
    """Its periods are months, quarters, half-years or years."""

    @property
    def kind(self) -> str:
        """The length of its period, a key of `PERIOD_MONTHS`."""
        raise NotImplementedError

    def turn_of(self, on: date) -> Turn:
        return period_of(self.kind, on)

    def label(self, turn: Turn) -> str:
        return label_of(self.kind, turn[0])


@dataclass(frozen=True)
class PeriodEnd(CalendarRecurrence):
    """Due on the last working day of the period: what belongs to a period is disclosed within it."""

    period: str
    key, holds_events = "period_end", True

    def __post_init__(self) -> None:
        require(self.period in PERIOD_MONTHS, UNKNOWN_PERIOD)

    kind = property(lambda self: self.period)

    def describe(self) -> str:
        return PERIOD_NAMES[self.period]


@dataclass(frozen=True)
class EveryMonths(Recurrence):
    """Every so many months (每2个月), by the end of them; the first period begins with month `first` of the year."""

    months: int
    first: int = 1
    key, holds_events = "every_months", True

    def __post_init__(self) -> None:
        require(self.months in (2, 3, 4, 6, 12), "每几个月一次，只能是2、3、4、6或12个月")
        require(self.first in range(1, self.months + 1), "起始月份应在一年的第一个周期之内")

    def describe(self) -> str:
        return f"每{self.months}个月" + (f"（自{self.first}月起）" if self.first > 1 else "")

    def turn_of(self, on: date) -> Turn:
        return run_of(on, self.months, self.first)


@dataclass(frozen=True)
class MonthSpans(Recurrence):
    """Within certain months of every year (每年1月至2月): open from the first day of each span, due by its end.

    A span may run over the end of the year: (12, 1).
    """

    spans: tuple[tuple[int, int], ...]
    key, holds_events = "month_spans", True

    def __post_init__(self) -> None:
        require(isinstance(self.spans, Sequence) and self.spans, "应写明从几月到几月")
        object.__setattr__(self, "spans", tuple(sorted({(first, last) for first, last in self.spans})))
        require(all(month in MONTHS for span in self.spans for month in span), "月份应为1至12")
        require(len(self.covered) == len(set(self.covered)), "几段月份不能重叠")

    @property
    def covered(self) -> list[int]:
        """The months of all spans."""
        return [(first + step - 1) % 12 + 1 for first, last in self.spans for step in range(length_of(first, last))]

    def to_mapping(self) -> Mapping:
        return {self.key: [list(span) for span in self.spans]}

    def describe(self) -> str:
        return f"每年{'、'.join(map(span_words, self.spans))}"

    def turn_of(self, on: date) -> Turn:
        return next(turn for turn in self._around(on) if turn[1] >= on)

    def before(self, on: date) -> date:
        first = self.turn_of(on)[0]
        return max(turn[0] for turn in self._around(first) if turn[1] < first)

    def _around(self, on: date) -> list[Turn]:
        """The spans of the year of `on` and of those beside it, in order."""
        years = range(on.year - 1, on.year + 2)
        openings = ((date(year, first, 1), length_of(first, last)) for year in years for first, last in self.spans)
        return [(opening, month_from(opening, length) - DAY) for opening, length in openings]


@dataclass(frozen=True)
class DisclosureDay(CalendarRecurrence):
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
class DayOfMonth(CalendarRecurrence):
    """On or before a day of certain months (每季度首月10日前); `MONTH_END` is the last day of each.

    It moves to the previous working day: article 203 postpones periods counted from an event, and this is a last day.
    """

    day: int
    months: tuple[int, ...] = tuple(MONTHS)
    key = "day_of_month"

    def __post_init__(self) -> None:
        object.__setattr__(self, "months", tuple(sorted(set(self.months))))
        require(self.day in range(1, 32), "日应为1至31")
        require(self.months and set(self.months) <= set(MONTHS), "月份应为1至12")
        if all(self.day >= LONGEST[month] for month in self.months):
            object.__setattr__(self, "day", MONTH_END)

    @property
    def kind(self) -> str:
        """The period that holds exactly one of the months; a month when they do not fall evenly."""
        for kind, length in PERIOD_MONTHS.items():
            turns = [(month - 1) // length for month in self.months]
            if turns == list(range(12 // length)):
                return kind
        return "month"

    def describe(self) -> str:
        return f"{self._months_in_words()}{self._day_in_words()}"

    def _months_in_words(self) -> str:
        length = PERIOD_MONTHS[self.kind]
        places = {(month - 1) % length for month in self.months}
        if len(self.months) == 12:
            return "每月"
        if self.kind in ("quarter", "half_year") and len(places) == 1:
            place = places.pop()
            named = {0: "首月", length - 1: "末月"}.get(place, f"第{place + 1}个月")
            return f"{PERIOD_NAMES[self.kind]}{named}"
        *others, last = self.months
        return "每年" + "、".join([*map(str, others), month_word(last)])

    def _day_in_words(self) -> str:
        """By name where the months are all at their end, and in February where it has no such day."""
        if self.day == MONTH_END and len(self.months) == 12:
            return "最后一日前"  # 每月底 is the end of the period
        in_february = "（2月为月底）" if 29 <= self.day < MONTH_END and 2 in self.months else ""
        return f"{day_words(self.day)}{in_february}"

    def nominal(self, starts_on: date, ends_on: date) -> date | None:
        for month in range(starts_on.month, ends_on.month + 1):
            if month in self.months:
                return day_in(starts_on.replace(month=month), self.day)
        return None


@dataclass(frozen=True)
class DayAfterPeriod(CalendarRecurrence):
    """On or before a day of the month after the period (次月15日前); of a year, of `month` of the next (次年3月底前)."""

    period: str
    day: int
    month: int = 1
    key, holds_events = "day_after_period", True

    def __post_init__(self) -> None:
        require(self.period in PERIOD_MONTHS, UNKNOWN_PERIOD)
        require(self.day in range(1, 32), "日应为1至31")
        require(self.month in (MONTHS if self.period == "year" else (1,)), "月份应为1至12")
        if self.day >= max(LONGEST[month] for month in self._months()):
            object.__setattr__(self, "day", MONTH_END)

    kind = property(lambda self: self.period)

    def _months(self) -> set[int]:
        """Of the calendar, those in which it falls due."""
        return {(first + self.month - 1) % 12 + 1 for first in range(0, 12, PERIOD_MONTHS[self.period])}

    def describe(self) -> str:
        in_february = "（2月为月底）" if 29 <= self.day < MONTH_END and 2 in self._months() else ""
        following = {"month": "次月", "year": f"次年{month_word(self.month)}"}.get(
            self.period, f"{PERIOD_NAMES[self.period]}次月"
        )
        return f"{following}{day_words(self.day)}{in_february}"

    def nominal(self, starts_on: date, ends_on: date) -> date:
        return day_in(month_from(ends_on, self.month), self.day)


@dataclass(frozen=True)
class DaysAfterPeriod(CalendarRecurrence):
    """So many days after the end of the period (每半年结束后10日内), counted as from any event."""

    period: str
    days: DayCount | Mapping
    key, moves_forward, holds_events = "days_after_period", True, True

    def __post_init__(self) -> None:
        require(self.period in PERIOD_MONTHS, UNKNOWN_PERIOD)
        if isinstance(self.days, Mapping):
            object.__setattr__(self, "days", Rule.from_mapping(self.days))
        require(isinstance(self.days, DayCount) and self.days.amount, "周期结束后的时间应为若干日、工作日或月")

    kind = property(lambda self: self.period)
    count = property(lambda self: self.days)

    def to_mapping(self) -> Mapping:
        return {self.key: {"period": self.period, "days": self.count.to_mapping()}}

    def describe(self) -> str:
        return f"{PERIOD_NAMES[self.period]}结束{self.count.within()}"


def length_of(first: int, last: int) -> int:
    """Months from one to another, both included."""
    return (last - first) % 12 + 1


@dataclass(frozen=True)
class Several(Rule):
    """Several limits of one matter (每季度首月10日前；每年12月底前): each is owed."""

    rules: tuple[Rule, ...]
    key = "several"

    def __post_init__(self) -> None:
        given: Any = self.rules
        require(isinstance(given, Sequence) and not isinstance(given, str), "几条时限应逐条列出")
        rules = [rule if isinstance(rule, Rule) else Rule.from_mapping(rule) for rule in given]
        object.__setattr__(self, "rules", tuple(dict.fromkeys(part for rule in rules for part in rule.parts)))
        require(len(self.rules) >= 2, "应有两条以上不同的时限")

    def to_mapping(self) -> Mapping:
        return {self.key: [rule.to_mapping() for rule in self.rules]}

    def describe(self) -> str:
        return "；".join(rule.describe() for rule in self.rules)

    @property
    def parts(self) -> tuple[Rule, ...]:
        return self.rules


def recurrences_in(rule: Rule) -> list[Recurrence]:
    """What of a rule comes back by the calendar."""
    return [part for part in rule.parts if isinstance(part, Recurrence)]
