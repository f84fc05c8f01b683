"""The desk of catalogues, duties and items."""

from catalog.admin import (
    archive,
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
    "archive",
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
