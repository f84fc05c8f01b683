"""Addresses of the pages of a list."""

from urllib.parse import urlencode

from django.http import QueryDict

from disclosure.web.paging import Page


def links(parameters: QueryDict, page: Page) -> tuple[str, str]:
    """Addresses of the older and the newer page, with every other parameter kept."""
    kept = [(name, value) for name, value in parameters.items() if name not in ("after", "before")]
    older = "?" + urlencode([*kept, ("after", page.older)]) if page.older else ""
    newer = "?" + urlencode([*kept, ("before", page.newer)]) if page.newer else ""
    return older, newer
