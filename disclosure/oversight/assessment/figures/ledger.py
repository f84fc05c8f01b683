"""What the ledger says of the assessed: what fell due in the year, by the rate of the register of indicators."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Case, IntegerField, Value, When

from disclosure.deadlines.models import Deadline
from disclosure.oversight.assessment.figures.measuring import Line, Measures, Row, Source, Span, Unit, counted
from disclosure.oversight.indicators.registry import INDICATORS


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
