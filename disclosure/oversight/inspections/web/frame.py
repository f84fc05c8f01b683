"""What stands around a page of inspections: that of the oversight pages, with inspections as the current view."""

from collections.abc import Mapping
from typing import Any

from disclosure.oversight.frame import page
from disclosure.oversight.watching import watch_of


def inspection_page(request, template: str, context: Mapping[str, Any], label: str):
    """403 for whoever watches nothing."""
    return page(request, template, watch_of(request), "inspections", context, label)
