"""What members said of disclosure, by evaluation: 满意 and 基本满意 of all marks given (YY-15, QJ-20)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from disclosure.oversight.assessment.figures.measuring import Line, Measures, Row, Source, Span, Unit, counted
from disclosure.oversight.evaluation.marks import content_of
from disclosure.oversight.evaluation.models import Evaluation


def row_of(key: int, result: Mapping[str, Any]) -> Row:
    """Blanks do not count; where so few voted that nothing but totals is told, nothing is counted."""
    return [key, *content_of(result.get("counts") or [])]


def count(units: Sequence[Unit], span: Span) -> Measures:
    """Of results published that year. Departments are not voted on."""
    found = Evaluation.objects.filter(
        organization__in={unit.organization for unit in units},
        state=Evaluation.State.PUBLISHED,
        published_at__year=span.first.year,
    )
    rows = found.order_by("pk").values_list("pk", "organization", "result")
    return counted(units, ((organization, None, row_of(pk, result or {})) for pk, organization, result in rows))


def lines(rows: Iterable[Row]) -> list[Line]:
    kept = {row[0]: row for row in rows}
    found = Evaluation.objects.in_bulk(list(kept))
    return [line(row, found.get(key)) for key, row in kept.items()]


def line(row: Row, evaluation: Evaluation | None) -> Line:
    key, good, whole = row
    words = f"{whole}个评价，满意和基本满意{good}个"
    if evaluation is None:
        return Line(f"第{key}号", "", words, good == whole, is_changed=True)
    return Line(
        str(evaluation),
        evaluation.get_absolute_url(),
        words,
        good == whole,
        row_of(key, evaluation.result or {}) != row,
    )


voted = Source(
    "党员评议满意", "当年公布了结果的党员评议，满意和基本满意的占多少。没有评价的不算。",
    "（满意 + 基本满意）÷ 全部评价", count, lines,
)  # fmt: skip
