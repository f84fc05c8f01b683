"""A month or a year of what falls due and what became of it, from one statement over any rows of the ledger (LK-05)."""

from calendar import Calendar
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from disclosure.deadlines.holidays.year_calendar import changes_of, state_of
from disclosure.deadlines.rules import period_of
from disclosure.deadlines.status import STANDINGS, counts, marks
from disclosure.deadlines.workdays import WEEKDAY_NAMES, WorkCalendar

YEARS = range(2000, 2101)
# Makes the address of the rows of a standing that fall due from one day to another, both included.
Link = Callable[[str, date, date], str]


@dataclass(frozen=True)
class Span:
    """What is looked at: a month, or a whole year."""

    first: date
    is_year: bool = False

    @classmethod
    def of(cls, parameters, on: date) -> "Span":
        """From ``?month=2026-09`` or ``?year=2026``; nonsense is the month of the day."""
        if year := year_in(parameters.get("year", "")):
            return cls(date(year, 1, 1), is_year=True)
        return cls(month_in(parameters.get("month", "")) or on.replace(day=1))

    @property
    def last(self) -> date:
        return period_of("year" if self.is_year else "month", self.first)[1]

    @property
    def label(self) -> str:
        return f"{self.first.year}年" + ("" if self.is_year else f"{self.first.month}月")

    @property
    def query(self) -> str:
        return f"year={self.first.year}" if self.is_year else f"month={self.first:%Y-%m}"

    def moved(self, steps: int) -> "Span | None":
        """As many months or years on; None beyond the years shown."""
        months = self.first.year * 12 + self.first.month - 1 + steps * (12 if self.is_year else 1)
        year, month = divmod(months, 12)
        return Span(date(year, month + 1, 1), self.is_year) if year in YEARS else None


def year_in(text: str) -> int | None:
    return int(text) if len(text) == 4 and text.isascii() and text.isdecimal() and int(text) in YEARS else None


def month_in(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None
    return found if found and found.year in YEARS else None


def steps_of(span: Span) -> dict:
    """The ways back, on, and to the other view."""
    before, after = span.moved(-1), span.moved(1)
    word = "年" if span.is_year else "月"
    other = Span(span.first) if span.is_year else Span(span.first.replace(month=1), is_year=True)
    return {
        "title": span.label,
        "before": {"url": f"?{before.query}", "label": f"上一{word}"} if before else None,
        "after": {"url": f"?{after.query}", "label": f"下一{word}"} if after else None,
        "other": {"url": f"?{other.query}", "label": "看一个月" if span.is_year else "看全年"},
    }


def calendar_of(rows: QuerySet, span: Span, *, calendar: WorkCalendar, on: date, link: Link) -> dict:
    shown = (
        {"months": year_of(rows, span, calendar, on, link)}
        if span.is_year
        else month_of(rows, span, calendar, on, link)
    )
    return {**steps_of(span), **shown}


def month_of(rows: QuerySet, span: Span, calendar: WorkCalendar, on: date, link: Link) -> dict:
    weeks = Calendar().monthdatescalendar(span.first.year, span.first.month)
    found = {
        row["due_on"]: row
        for row in rows.due_within(span.first, span.last).values("due_on").annotate(**counts(on)).order_by()
    }
    days = [[day_of(day, span, found.get(day, {}), calendar, on, link) for day in week] for week in weeks]
    totals = {name: sum(row[name] for row in found.values()) for name in STANDINGS}
    return {"weeks": days, "totals": marks(totals, lambda name: link(name, span.first, span.last), span.label)}


def day_of(day: date, span: Span, row: dict, calendar: WorkCalendar, on: date, link: Link) -> dict:
    if day.month != span.first.month:
        return {"is_outside": True}
    named = calendar.day(day).name
    label = f"{day.month}月{day.day}日"
    return {
        "on": day.isoformat(),
        "label": day.day,
        "long": f"{label}（{WEEKDAY_NAMES[day.weekday()]}）",
        "state": state_of(calendar.day(day)),
        "name": "" if named in WEEKDAY_NAMES else named.partition("（")[0],
        "is_today": day == on,
        "marks": marks(row, lambda name: link(name, day, day), label),
    }


def year_of(rows: QuerySet, span: Span, calendar: WorkCalendar, on: date, link: Link) -> list[dict]:
    grouped = rows.due_within(span.first, span.last).values(month=TruncMonth("due_on")).annotate(**counts(on))
    found = {row["month"].month: row for row in grouped.order_by()}
    special = specials_of(calendar, span.first.year)
    shown = []
    for month in range(1, 13):
        first, last = period_of("month", span.first.replace(month=month))
        row, where = found.get(month, {}), f"{span.first.year}年{month}月"
        shown.append(
            {
                "label": f"{month}月",
                "url": f"?month={first:%Y-%m}",
                "is_now": first == on.replace(day=1),
                "marks": marks(row, lambda name, first=first, last=last: link(name, first, last), where),
                "special": special.get(month, ""),
            }
        )
    return shown


def specials_of(calendar: WorkCalendar, year: int) -> dict[int, str]:
    """Month → its days that are not what their weekday says: 国庆节放假5个工作日，10日调休上班."""
    months: dict[int, list[dict]] = {}
    for change in changes_of(calendar, year):
        months.setdefault(change["on"].month, []).append(change)
    return {month: "，".join(special_words(changes)) for month, changes in months.items()}


def special_words(changes: list[dict]) -> Iterator[str]:
    off = Counter(change["name"] for change in changes if change["word"] == "放假")
    made = [f"{change['on'].day}日" for change in changes if change["word"] != "放假"]
    yield from (f"{name}放假{days}个工作日" for name, days in off.items())
    if made:
        yield f"{'、'.join(made)}调休上班"
