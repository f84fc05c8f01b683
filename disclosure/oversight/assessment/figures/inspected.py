"""What inspections found, by visit: points of what could be reached (LK-26, JG-16)."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, IntegerField, Sum, Value, When

from disclosure.oversight.assessment.figures.measuring import Line, Measures, Row, Source, Span, Unit, counted
from disclosure.oversight.inspections.models import BEST, WORTH, Mark, Visit

POINTS = Case(*(When(mark=mark, then=Value(worth)) for mark, worth in WORTH.items()), output_field=IntegerField())


def marks_of(visits) -> Iterable[tuple[int, int, Row]]:
    """Organisation, visit, ``[visit, points, most]``. One statement."""
    marks = Mark.objects.filter(sampled__visit__in=visits, mark__in=Mark.Grade.values)
    found = marks.values("sampled__visit", "sampled__visit__organization").annotate(
        points=Sum(POINTS), marks=Count("pk")
    )
    for row in found.order_by("sampled__visit"):
        yield row["sampled__visit__organization"], row["sampled__visit"], [
            row["sampled__visit"], row["points"], BEST * row["marks"],
        ]  # fmt: skip


def count(units: Sequence[Unit], span: Span) -> Measures:
    """Of inspections whose report was confirmed that year. Departments are not visited."""
    visits = Visit.objects.confirmed_in(span.first.year).filter(organization__in={unit.organization for unit in units})
    return counted(units, ((organization, None, row) for organization, _visit, row in marks_of(visits)))


def lines(rows: Iterable[Row]) -> list[Line]:
    kept = {row[0]: row for row in rows}
    visits = Visit.objects.filter(pk__in=kept).select_related("inspection", "organization").in_bulk()
    now = {visit: row for _organization, visit, row in marks_of(list(kept))}
    return [line(row, visits.get(key), now.get(key)) for key, row in kept.items()]


def line(row: Row, visit: Visit | None, now: Row | None) -> Line:
    key, points, most = row
    title, url = (str(visit.inspection), visit.get_absolute_url()) if visit else (f"第{key}号", "")
    return Line(title, url, f"{points}分，满分{most}分", points == most, is_changed=now != row)


inspected = Source(
    "检查得分", "当年确认了报告的检查，抽到的每一件、每一个要点的评价：好得2分，一般得1分，差不得分。",
    "得到的分 ÷ 最多能得的分", count, lines,
)  # fmt: skip
