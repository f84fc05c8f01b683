"""What whoever watches others sees first on the desk: how much is late, and the worst three (QJ-18, LK-05)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import F

from catalog.staff.offered import offer_standing
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.oversight.board.late import Late, contact_of, drawn
from disclosure.oversight.board.sentence import Part
from disclosure.oversight.board.told import told_today
from disclosure.oversight.indicators.measuring import Figures, measure
from disclosure.oversight.selection import Selection, place_url
from disclosure.oversight.watching import Watch

MOST = 3
NUMBERS = ("overdue_now", "oldest_days")


@dataclass(frozen=True)
class Standing:
    """``sentence``: of the component ``stat_sentence``; ``worst``: the organisations that are late most, none where none is."""

    sentence: list[Part]
    worst: list[Late]


@offer_standing
def standing(access: Access) -> Standing | None:
    """None for who watches no organisation but one. Four statements at most, however many organisations."""
    prefixes = access.prefixes(WATCH)
    tops = list(Organization.objects.filter(path__in=prefixes))
    if len(tops) < 2 and not any(top.numchild for top in tops):
        return None
    watch, late = Watch(prefixes), Selection()
    rows = late.rows(watch.deadlines(), access.on)
    found = {path: figures for (path,), figures in measured(rows, access).items()}
    worst = sorted(found, key=lambda path: (-found[path]["overdue_now"], -found[path]["oldest_days"], path))[:MOST]
    units = {unit.path: unit for unit in Organization.objects.filter(path__in=worst)}
    shown = drawn([late_row(units[path], found[path]) for path in worst])
    return Standing(sentence(found), told_today(watch, access.on).mark(shown) if shown else [])


def measured(rows, access: Access) -> Mapping[tuple, Figures]:
    return measure(rows, NUMBERS, access.on, by=["path"], cuts={"path": F("organization__path")})


def late_row(unit: Organization, figures: Figures) -> Late:
    label = f"{unit}（本级）" if unit.numchild else str(unit)
    overdue, days = (figures[key] for key in NUMBERS)
    row = Late(label, Selection(own=True), unit.code, overdue, week=0, oldest="", days=days)
    return replace(row, url=place_url(unit.code), contact=contact_of(unit))


def sentence(found: Mapping[str, Figures]) -> list[Part]:
    count = sum(figures["overdue_now"] for figures in found.values())
    if not count:
        return [Part("各组织现在都没有逾期。")]
    where = f"在 {len(found)} 个组织" + ("，最多的是：" if len(found) > MOST else "：")
    return [Part("现在逾期 "), Part(f"{count} 件", Selection().url(), "late"), Part(f"，{where}")]
