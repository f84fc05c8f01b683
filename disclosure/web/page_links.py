"""A page of a list with the addresses of the pages beside it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from disclosure.web.paging import PAGE_SIZE, Page, paged


@dataclass(frozen=True)
class Listed:
    rows: list[Any]
    older_url: str
    newer_url: str


def listed(
    parameters: QueryDict, rows: QuerySet, *, order: list[str], size: int = PAGE_SIZE, anchor: str = ""
) -> Listed:
    """The page that ``after`` or ``before`` asks for. ``anchor``: where on the page the list stands, such as ``#list``."""
    after, before = parameters.get("after", ""), parameters.get("before", "")
    page = paged(rows, order=order, size=size, after=after, before=before)
    older, newer = links(parameters, page)
    return Listed(page.rows, older and f"{older}{anchor}", newer and f"{newer}{anchor}")


def links(parameters: QueryDict, page: Page) -> tuple[str, str]:
    """Addresses of the older and the newer page, with every other parameter kept."""
    kept = [(name, value) for name, value in parameters.items() if name not in ("after", "before")]
    older = "?" + urlencode([*kept, ("after", page.older)]) if page.older else ""
    newer = "?" + urlencode([*kept, ("before", page.newer)]) if page.newer else ""
    return older, newer
