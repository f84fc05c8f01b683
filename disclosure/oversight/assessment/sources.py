"""Where the figures of an assessment come from: a source an indicator. A part of oversight plugs in by one line in ``SOURCES``.

A source counts many units over some days in one statement, and keeps of each exactly the rows that it counted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from json import dumps

from django.db.models import Case, IntegerField, Value, When

from disclosure.deadlines.models import Deadline
from disclosure.oversight.indicators.registry import INDICATORS

Kind = Deadline.Kind
# [key, good, whole, …]: the key of the row, what it gave and might have given, then what it looked like.
Row = list


@dataclass(frozen=True)
class Unit:
    """Who is counted: an organisation with all its own rows, or one of its departments."""

    organization: int
    department: int | None = None


@dataclass
class Measure:
    good: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)
    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.good += Decimal(str(row[1]))
        self.whole += Decimal(str(row[2]))

    @property
    def digest(self) -> str:
        return digest_of(self.rows)


@dataclass(frozen=True)
class Span:
    """The year, as it stands on the day ``on``."""

    first: date
    last: date
    on: date

    @classmethod
    def of_year(cls, year: int, on: date) -> "Span":
        return cls(date(year, 1, 1), date(year, 12, 31), on)


@dataclass(frozen=True)
class Line:
    """A counted row as a page shows it. ``is_changed``: it looks otherwise now than when it was counted."""

    title: str
    url: str
    words: str
    is_good: bool
    is_changed: bool = False


Measures = Mapping[Unit, Measure]


@dataclass(frozen=True)
class Source:
    """``count`` gives every unit a measure; ``lines`` reads counted rows again for a page, in one statement."""

    name: str
    definition: str
    formula: str
    count: Callable[[Sequence[Unit], Span], Measures]
    lines: Callable[[Iterable[Row]], list[Line]]


def digest_of(rows: Iterable[Row]) -> str:
    """The same for the same rows in whatever order."""
    return sha256(dumps(sorted(rows, key=str), ensure_ascii=False).encode()).hexdigest()


# --- the ledger ---


def counted(units: Sequence[Unit], rows: Iterable[tuple[int, int | None, Row]]) -> Measures:
    """``rows``: organisation, department, row. Each counts for its organisation and for its department, where these are asked."""
    found = {unit: Measure() for unit in units}
    for organization, department, row in rows:
        for unit in {Unit(organization), Unit(organization, department)}:
            if unit in found:
                found[unit].add(row)
    return found


def facts(deadline: Mapping) -> Row:
    """What decides whether it was in time."""
    return [str(deadline["due_on"] or ""), str(deadline["closed_on"] or ""), deadline["closed_as"]]


FACTS = ("due_on", "closed_on", "closed_as")
RATE = INDICATORS["on_time_rate"]
IN_TIME, FALLEN_DUE = (INDICATORS[key] for key in RATE.ratio or ())


def of_ledger(*kinds: str) -> Callable[[Sequence[Unit], Span], Measures]:
    """The rate of the register of indicators, of rows of these kinds that fell due in the span."""

    def count(units: Sequence[Unit], span: Span) -> Measures:
        rows = Deadline.objects.filter(
            FALLEN_DUE.rows(span.on),
            kind__in=kinds,
            due_on__range=(span.first, span.last),
            organization__in={unit.organization for unit in units},
        )
        good = Case(When(IN_TIME.rows(span.on), then=Value(1)), default=Value(0), output_field=IntegerField())
        values = rows.annotate(good=good).order_by("pk").values("pk", "organization", "department", "good", *FACTS)
        return counted(units, ((row["organization"], row["department"], ledger_row(row)) for row in values))

    return count


def ledger_row(row: Mapping) -> Row:
    return [row["pk"], row["good"], 1, *facts(row)]


def ledger_lines(rows: Iterable[Row]) -> list[Line]:
    kept = {row[0]: row for row in rows}
    now = {each.pk: each for each in Deadline.objects.filter(pk__in=kept).only("title", "kind", *FACTS)}
    return [ledger_line(row, now.get(key)) for key, row in kept.items()]


def ledger_line(row: Row, deadline: Deadline | None) -> Line:
    key, good, _whole, due_on, closed_on, closed_as = row
    words = f"应于{due_on}前，{f'{closed_on}办结' if closed_on else '到算的那天还没有办'}"
    if deadline is None:
        return Line(f"第{key}号", "", words, bool(good), is_changed=True)
    now = facts({name: getattr(deadline, name) for name in FACTS})
    return Line(deadline.title, deadline.get_absolute_url(), words, bool(good), now != [due_on, closed_on, closed_as])


def ledger(name: str, what: str, *kinds: str) -> Source:
    """``what``: of what fell due in the year."""
    return Source(name, f"当年到期的{what}。{RATE.definition}", RATE.formula, of_ledger(*kinds), ledger_lines)


SOURCES: dict[str, Source] = {
    "on_time": ledger("按时公开", "公开任务、公开事项和向社会公开", *Deadline.DISCLOSING),
    "answers": ledger("申请、点题和意见按时答复", "申请、点题、意见和咨询", Kind.REQUEST, Kind.OPINION),
    "reports": ledger("备案和报告按时报送", "备案和工作报告", Kind.FILING, Kind.REPORT),
    "rectification": ledger("整改按期完成", "整改", Kind.RECTIFICATION),
}
