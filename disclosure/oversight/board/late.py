"""Who or what is overdue now, worst first, none left out: by organisation, department, category or kind (QJ-18)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.urls import reverse

from disclosure.deadlines import dates
from disclosure.organizations.models.directory import USUAL_OFFICE, Organization
from disclosure.oversight.board.numbers import Numbers
from disclosure.oversight.indicators.addresses import selection_of
from disclosure.oversight.indicators.measuring import CUTS, Figures, measure
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.selection import KINDS, NO_CATEGORY, NO_DEPARTMENT, Selection, place_url, urge_url
from disclosure.oversight.watching import MOST_UNITS

BREAKDOWNS = {
    "organization": "党组织",
    "level": "下一级",
    "department": "责任科室",
    "category": "目录类别",
    "kind": "种类",
}
NOW = ("overdue_now", "oldest_days", "due_soon")


@dataclass(frozen=True)
class Late:
    """One row: who or what, its numbers, and the rows it stands for. ``share``: of the worst, in per cent; ``contact``: whom to call;
    ``is_told``: nothing of it is left to press for today."""

    label: str
    selection: Selection
    code: str
    overdue: int
    week: int
    oldest: str
    days: int
    url: str = ""
    contact: str = ""
    share: int = 0
    is_told: bool = False

    @property
    def is_of_one(self) -> bool:
        """Whether it stands for all that one organisation is late with."""
        return self.selection.but(state="overdue") == Selection(own=True)

    @property
    def overdue_url(self) -> str:
        return self.selection.but(state=INDICATORS["overdue_now"].state).url(self.code)

    @property
    def week_url(self) -> str:
        return self.selection.but(state=INDICATORS["due_soon"].state).url(self.code)

    @property
    def urge_url(self) -> str:
        """The page that presses for exactly these rows."""
        if not self.overdue or self.is_told:
            return ""
        return urge_url(self.selection.but(state=INDICATORS["overdue_now"].state), self.code)

    @property
    def told_url(self) -> str:
        """What was pressed for there, and what became of it."""
        return reverse("oversight:organization_urges", args=[self.code]) if self.is_told else ""


@dataclass(frozen=True)
class Breakdown:
    """``first``: the worst, drawn; ``rest``: all others, folded."""

    heading: str
    rows: list[Late]

    @property
    def first(self) -> list[Late]:
        return self.rows[:MOST_UNITS]

    @property
    def rest(self) -> list[Late]:
        return self.rows[MOST_UNITS:]


def breakdown(numbers: Numbers, by: str) -> Breakdown:
    """By organisation or level from the numbers of the page; otherwise one statement more."""
    found = worst_first(OTHERS[by](numbers)) if by in OTHERS else of_units(numbers)
    return Breakdown(BREAKDOWNS[by], drawn(found))


def drawn(rows: list[Late]) -> list[Late]:
    """Each with its share of the worst."""
    most = max((row.overdue for row in rows), default=0)
    return [replace(row, share=-(-100 * row.overdue // most)) if row.overdue else row for row in rows]


def late(numbers: Numbers, figures: Figures, label: str, selection: Selection, code: str, **values: Any) -> Late:
    overdue, week, days = (figures[key] for key in ("overdue_now", "due_soon", "oldest_days"))
    oldest = f"{dates.short(figures.oldest, numbers.on)}起" if figures.oldest else ""
    return Late(label, selection.but(kind=selection.kind or numbers.kind), code, overdue, week, oldest, days, **values)


def worst_first(rows: list[Late]) -> list[Late]:
    """Of those that have something to press for; ``open_only`` measured nothing else."""
    return sorted(
        (row for row in rows if row.overdue or row.week), key=lambda row: (-row.overdue, -row.days, row.label)
    )


def of_units(numbers: Numbers) -> list[Late]:
    return [of_unit(numbers, unit) for unit in numbers.units]


def of_unit(numbers: Numbers, unit: Organization) -> Late:
    values = {"url": drill_url(numbers, unit), "contact": contact_of(unit)}
    return late(
        numbers, numbers.of(unit), numbers.label_of(unit), Selection(own=numbers.is_alone(unit)), unit.code, **values
    )


def drill_url(numbers: Numbers, unit: Organization) -> str:
    """The page of the unit; of the one looked at, its own rows."""
    if unit == numbers.watch.organization:
        return selection_of("overdue_now", own=True, kind=numbers.kind).url(unit.code)
    return place_url(unit.code)


def contact_of(unit: Organization) -> str:
    """Whom a superior calls: the office, which handles what nobody else was given (LK-18)."""
    return " ".join(filter(None, (unit.office, unit.supervision_phone)))


# --- other cuts ---


def now_by(numbers: Numbers, cuts: Mapping[str, Any]) -> dict[tuple, Figures]:
    rows = Selection(state="open", kind=numbers.kind).rows(numbers.watch.deadlines(), numbers.on)
    return measure(rows, NOW, numbers.on, by=list(cuts), cuts=cuts)


def by_department(numbers: Numbers) -> list[Late]:
    """Of whichever organisation below; what no department has is the office's (LK-18)."""
    organization = {name: F(f"organization__{name}") for name in ("code", "name", "office_name", "supervision_phone")}
    found = now_by(numbers, {**organization, "department": CUTS["department"], "title": F("department__name")})
    return [
        late(
            numbers,
            figures,
            f"{name} · {title or office or USUAL_OFFICE}",
            Selection(department=str(department or NO_DEPARTMENT), own=True),
            code,
            contact=phone,
        )
        for (code, name, office, phone, department, title), figures in found.items()
    ]


def by_category(numbers: Numbers) -> list[Late]:
    found = now_by(numbers, {"category": CUTS["category"]})
    code = numbers.watch.code
    return [
        late(numbers, figures, name or "不在目录里的", Selection(category=name or NO_CATEGORY), code)
        for (name,), figures in found.items()
    ]


def by_kind(numbers: Numbers) -> list[Late]:
    found = now_by(numbers, {"kind": CUTS["kind"]})
    return [
        late(numbers, figures, KINDS[kind], Selection(kind=kind), numbers.watch.code)
        for (kind,), figures in found.items()
    ]


OTHERS: Mapping[str, Callable[[Numbers], list[Late]]] = {
    "department": by_department,
    "category": by_category,
    "kind": by_kind,
}
