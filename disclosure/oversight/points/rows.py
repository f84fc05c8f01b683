"""Points and what happened there, as rows of tables; and the exchange column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import line_of, under
from disclosure.oversight.points.models import ContactPoint, PointRecord
from disclosure.web.components import Badge, Cell
from disclosure.web.paging import MOST_ROWS

S = ContactPoint.State
BADGES = {S.PROPOSED: "waiting", S.NAMED: "done", S.DECLINED: "returned", S.ENDED: "excused"}


@dataclass(frozen=True)
class Experience:
    """What was tried somewhere, and what may be taken from it."""

    whose: str
    on: str
    text: str
    learnt: str


def badge_of(row: ContactPoint, on: date) -> Badge:
    state = BADGES[S(row.state)] if row.stands(on) or row.state != S.NAMED else "excused"
    return Badge(state, row.words(on))


def point_rows(found: Iterable[ContactPoint]) -> list[list[Cell]]:
    return [
        [
            Cell("党组织", "title", str(row.organization), row.get_absolute_url()),
            Cell("种类", text=row.get_kind_display()),
            Cell("由谁指导", text=f"{row.guided_by}，{row.guide}"),
            Cell("时间", text=row.term_words),
        ]
        for row in found
    ]


def record_rows(row: ContactPoint, *, has_links: bool = False) -> list[list[Cell]]:
    """``has_links``: for who may open them at the desk; a bulletin keeps its own readers. One query."""
    return [
        [
            Cell("日期", text=plain(each.happened_on)),
            Cell("种类", "title", each.get_kind_display(), each.get_absolute_url() if has_links else ""),
            Cell("做了什么", text=each.text),
            Cell("学到什么", text=each.learnt or "—"),
            Cell(
                "简报",
                text="看简报" if each.bulletin else "—",
                url=each.bulletin.get_absolute_url() if each.bulletin else "",
            ),
        ]
        for each in row.records.select_related("bulletin").order_by("-happened_on", "-pk")[:MOST_ROWS]
    ]


def experiences(prefixes: Iterable[str]) -> list[Experience]:
    """The exchange column, newest first: those of every point that the readers' superiors or they themselves guide. One query."""
    own = list(prefixes)
    above = {each for path in own for each in line_of(path)}
    rows = PointRecord.objects.filter(kind=PointRecord.Kind.EXPERIENCE, shared_at__isnull=False)
    found = rows.filter(under(own, "point__guided_by__path") | Q(point__guided_by__path__in=above))
    return [
        Experience(str(row.point.organization), plain(row.happened_on), row.text, row.learnt)
        for row in found.select_related("point__organization").order_by("-happened_on", "-pk")[:MOST_ROWS]
    ]
