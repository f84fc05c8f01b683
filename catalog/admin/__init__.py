"""The desk of catalogues, duties and items."""

from catalog.admin import (
    bulletins,
    carriers,
    catalogues,
    changes,
    duties,
    excuses,
    filings,
    items,
    schemes,
    upward_reports,
    works,
)

__all__ = [
    "bulletins",
    "carriers",
    "catalogues",
    "changes",
    "duties",
    "excuses",
    "filings",
    "items",
    "schemes",
    "upward_reports",
    "works",
]
