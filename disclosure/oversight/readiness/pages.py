"""The readiness of one organisation point by point, and of all in view as a table, worst first (LK-28)."""

from datetime import date
from itertools import groupby

from django.urls import reverse

from disclosure.organizations.access import Access
from disclosure.oversight.places import Place
from disclosure.oversight.readiness.points import Point, Readiness, readiness_of
from disclosure.oversight.readiness.sources import facts_of

MOST_ROWS = 1000
# As many as fit a line; the others stand on the organisation's own page.
MOST_NAMED = 4
# From here on the little that is left is marked as soon done, below it as late.
NEARLY = 60


def address(code: str = "") -> str:
    return reverse("oversight:organization_readiness", args=[code]) if code else reverse("oversight:readiness")


def readiness_page(place: Place, on: date) -> dict:
    """A fixed number of statements whatever the number of organisations."""
    found = [readiness_of(facts) for facts in facts_of(list(place.organizations()), on)]
    own = next((row for row in found if place.organization and row.facts.organization == place.organization), None)
    ordered = sorted(found, key=lambda row: (row.percent, row.facts.organization.path))
    return {
        "own": own and own_list(own, place.access),
        "rows": [table_row(row) for row in ordered[:MOST_ROWS]] if len(found) > (1 if own else 0) else [],
        "is_cut": len(ordered) > MOST_ROWS,
        "most_rows": MOST_ROWS,
        "sentence": sentence(found),
    }


def sentence(found: list[Readiness]) -> str:
    if not found:
        return ""
    ready = sum(row.percent == 100 for row in found)
    average = sum(row.percent for row in found) // len(found)
    return f"{len(found)}个党组织，{ready}个已经准备好，平均完成{average}%。"


def table_row(row: Readiness) -> dict:
    organization, missing = row.facts.organization, [point.label for point in row.missing]
    more = f" 等{len(missing)}项" if len(missing) > MOST_NAMED else ""
    return {
        "label": str(organization),
        "url": address(organization.code),
        "percent": row.percent,
        "missing": "、".join(missing[:MOST_NAMED]) + more if missing else "都有了",
        **standing(row.percent),
    }


def standing(percent: int) -> dict:
    """The badge's word and colour."""
    if percent == 100:
        return {"state": "done", "word": "准备好了"}
    return {"state": "soon", "word": f"{percent}%"} if percent >= NEARLY else {"state": "late", "word": f"{percent}%"}


def own_list(row: Readiness, access: Access) -> dict:
    """What is missing first, then every point under its group."""
    groups = groupby(row.points, key=lambda point: point.group)
    return {
        "percent": row.percent,
        "lead": lead(row),
        "missing": [point_row(point, row, access) for point in row.missing],
        "groups": [
            {"label": label, "points": [point_row(point, row, access) for point in points]} for label, points in groups
        ],
        **standing(row.percent),
    }


def lead(row: Readiness) -> str:
    left = len(row.missing)
    return f"{len(row.points)}项里完成{row.done}项，还差{left}项。" if left else f"{len(row.points)}项都有了。"


def point_row(point: Point, row: Readiness, access: Access) -> dict:
    return {
        "label": point.label,
        "is_done": point.is_done,
        "state": "done" if point.is_done else "late",
        "word": "有了" if point.is_done else "还没有",
        "missing": point.missing,
        "url": "" if point.is_done or not may_mend(point, row, access) else point.url,
    }


def may_mend(point: Point, row: Readiness, access: Access) -> bool:
    """What is missing in a superior's catalogue is for who keeps that."""
    if point.administrator:
        return getattr(access.user, "administrator", "") == point.administrator
    keeper = (
        row.facts.catalogue.organization if point.is_of_catalogue and row.facts.catalogue else row.facts.organization
    )
    return access.can(point.permission, keeper)
