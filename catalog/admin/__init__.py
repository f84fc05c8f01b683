"""The desk of catalogues, duties and items."""

from catalog.admin import bulletins, catalogues, duties, excuses, filings, items, schemes, upward_reports

__all__ = ["bulletins", "catalogues", "duties", "excuses", "filings", "items", "schemes", "upward_reports"]
