"""Which rows of the ledger a page, a number's link or a file asks for: read from the address, written into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from disclosure.deadlines.dates import day_in
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import period_of
from disclosure.oversight.indicators.entries import CATEGORY, ENTRY_CODE
from disclosure.oversight.indicators.registry import COUNTED
from disclosure.web.whole_numbers import whole_number

# What rows are called in addresses → in words: the names of the numbers that count them.
STATES = {state: indicator.name for state, indicator in COUNTED.items()}
DISCLOSURE = "disclosure"
KINDS = {DISCLOSURE: "公开（任务、事项、向社会公开）", **dict(Deadline.Kind.choices)}
NO_DEPARTMENT = NO_ENTRY = NO_CATEGORY = "none"
LONGEST_CODE = 40
LONGEST_CATEGORY = 300


@dataclass(frozen=True)
class Selection:
    """``month`` is its first day; ``first`` and ``last``, both or none, are days of their own. ``entry`` is a code.
    ``own``: of the organisation itself, without those below it. ``category``: the name of a first-level category."""

    state: str = "overdue"
    kind: str = ""
    month: date | None = None
    department: str = ""
    own: bool = False
    first: date | None = None
    last: date | None = None
    entry: str = ""
    category: str = ""

    @classmethod
    def of(cls, parameters: QueryDict) -> "Selection":
        """Nonsense in the address means no condition."""
        state, kind = parameters.get("state", ""), parameters.get("kind", "")
        department = parameters.get("department", "")
        first, last = day_in(parameters.get("from", "")), day_in(parameters.get("to", ""))
        return cls(
            state=state if state in STATES else "overdue",
            kind=kind if kind in KINDS else "",
            month=day_in(f"{parameters.get('month', '')}-01"),
            department=department if whole_number(department) is not None or department == NO_DEPARTMENT else "",
            own=parameters.get("own") == "1",
            first=first if last else None,
            last=last if first else None,
            entry=text_in(parameters.get("entry", ""), LONGEST_CODE),
            category=text_in(parameters.get("category", ""), LONGEST_CATEGORY),
        )

    def rows(self, deadlines: QuerySet, on: date) -> QuerySet:
        """The rows meant, of those given; in no order yet."""
        rows = deadlines.filter(COUNTED[self.state].rows(on))
        if self.kind:
            rows = rows.filter(kind__in=Deadline.DISCLOSING if self.kind == DISCLOSURE else [self.kind])
        if self.month:
            rows = rows.due_within(*period_of("month", self.month))
        if self.first:
            rows = rows.due_within(self.first, self.last)
        if self.entry:
            rows = rows.alias(entry_code=ENTRY_CODE).filter(entry_code="" if self.entry == NO_ENTRY else self.entry)
        if self.category:
            name = "" if self.category == NO_CATEGORY else self.category
            rows = rows.alias(category_name=CATEGORY).filter(category_name=name)
        if self.department == NO_DEPARTMENT:
            rows = rows.filter(department__isnull=True)
        elif self.department:
            rows = rows.filter(department=self.department)
        return rows

    def parameters(self) -> Mapping[str, str]:
        values = {"state": self.state, "kind": self.kind, "month": f"{self.month:%Y-%m}" if self.month else ""}
        values |= {"from": self.first and self.first.isoformat(), "to": self.last and self.last.isoformat()}
        values |= {"entry": self.entry, "department": self.department, "own": "1" if self.own else ""}
        values |= {"category": self.category}
        return {name: value for name, value in values.items() if value}

    def but(self, **values) -> "Selection":
        return replace(self, **values)

    def url(self, code: str = "") -> str:
        return f"{place_url(code)}?{urlencode(self.parameters())}#list"

    @property
    def order(self) -> list[str]:
        """Worst first: the longest overdue stands on top."""
        return ["paused_on", "pk"] if self.state == "paused" else ["due_on", "pk"]


def text_in(text: str, longest: int) -> str:
    """As one types it; what no database takes is no text."""
    return text if text.isprintable() and len(text) <= longest else ""


def place_url(code: str = "") -> str:
    return reverse("oversight:organization", args=[code]) if code else reverse("oversight:home")


def urge_url(selection: Selection, code: str = "") -> str:
    """The page that presses for exactly these rows."""
    address = reverse("oversight:urge", args=[code] if code else [])
    return f"{address}?{urlencode(selection.parameters())}"
