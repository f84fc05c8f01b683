"""Which rows of the ledger a page, a number's link or a file asks for: read from the address, written into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.urls import reverse

from disclosure.deadlines.dates import day_in
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.deadlines.rules import period_of
from disclosure.deadlines.status import TODO, conditions
from disclosure.web.whole_numbers import whole_number

STATES = {
    "overdue": "现在逾期",
    "week": "本周到期",
    "open": "未办结",
    "all": "全部应办",
    "done": "按时办结",
    "late": "逾期（含已补办）",
    "todo": "待办（还没到期）",
    "unconfirmed": "未确认",
    "confirmed": "已确认",
    "excused": "不予公开或暂缓",
    "ended": "不再需要",
    "paused": "暂停计时",
}
DISCLOSURE = "disclosure"
KINDS = {DISCLOSURE: "公开（任务、事项、向社会公开）", **dict(Deadline.Kind.choices)}
NO_DEPARTMENT = NO_ENTRY = "none"
# The entry of the catalogue that a row of the ledger is about, by its duty or its item; "" where there is none.
ENTRY_CODE = Coalesce(
    NullIf("duty__entry_code", Value("")), "item__entry__code", "item_going_outside__entry__code", Value("")
)
LONGEST_CODE = 40


@dataclass(frozen=True)
class Selection:
    """``month`` is its first day; ``first`` and ``last``, both or none, are days of their own. ``entry`` is a code.
    ``own``: of the organisation itself, without those below it."""

    state: str = "overdue"
    kind: str = ""
    month: date | None = None
    department: str = ""
    own: bool = False
    first: date | None = None
    last: date | None = None
    entry: str = ""

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
            entry=code_in(parameters.get("entry", "")),
        )

    def rows(self, deadlines: QuerySet, on: date) -> QuerySet:
        """The rows meant, of those given; in no order yet."""
        rows = in_state(deadlines, self.state, on)
        if self.kind:
            rows = rows.filter(kind__in=Deadline.DISCLOSING if self.kind == DISCLOSURE else [self.kind])
        if self.month:
            rows = rows.due_within(*period_of("month", self.month))
        if self.first:
            rows = rows.due_within(self.first, self.last)
        if self.entry:
            rows = rows.alias(entry_code=ENTRY_CODE).filter(entry_code="" if self.entry == NO_ENTRY else self.entry)
        if self.department == NO_DEPARTMENT:
            rows = rows.filter(department__isnull=True)
        elif self.department:
            rows = rows.filter(department=self.department)
        return rows

    def parameters(self) -> Mapping[str, str]:
        values = {"state": self.state, "kind": self.kind, "month": f"{self.month:%Y-%m}" if self.month else ""}
        values |= {"from": self.first and self.first.isoformat(), "to": self.last and self.last.isoformat()}
        values |= {"entry": self.entry, "department": self.department, "own": "1" if self.own else ""}
        return {name: value for name, value in values.items() if value}

    def but(self, **values) -> "Selection":
        return replace(self, **values)

    def url(self, code: str = "") -> str:
        return f"{place_url(code)}?{urlencode(self.parameters())}#list"

    @property
    def order(self) -> list[str]:
        """Worst first: the longest overdue stands on top."""
        return ["paused_on", "pk"] if self.state == "paused" else ["due_on", "pk"]


def in_state(deadlines: QuerySet, state: str, on: date) -> QuerySet:
    narrowed = {
        "overdue": lambda: deadlines.overdue(on),
        "week": lambda: deadlines.due_between(on, end_of_week(on)),
        "open": lambda: deadlines.open().filter(due_on__isnull=False),
        "all": lambda: deadlines.filter(due_on__isnull=False),
        "done": lambda: deadlines.on_time(),
        "late": lambda: deadlines.late(on),
        "todo": lambda: deadlines.filter(conditions(on)[TODO]),
        "unconfirmed": lambda: deadlines.unconfirmed(on),
        "confirmed": lambda: deadlines.confirmed(),
        "excused": lambda: deadlines.excused().filter(due_on__isnull=False),
        "ended": lambda: deadlines.filter(conditions(on)[ENDED], due_on__isnull=False),
        "paused": lambda: deadlines.paused(),
    }
    return narrowed[state]()


def end_of_week(on: date) -> date:
    return on + timedelta(days=6 - on.weekday())


def code_in(text: str) -> str:
    """An entry's code as one types it; what no database takes is no code."""
    return text if text.isprintable() and len(text) <= LONGEST_CODE else ""


def place_url(code: str = "") -> str:
    return reverse("oversight:organization", args=[code]) if code else reverse("oversight:home")
