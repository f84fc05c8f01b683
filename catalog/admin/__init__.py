"""The desk of catalogues, duties and items."""

from catalog.admin import bulletins, catalogues, duties, items, upward_reports

__all__ = ["bulletins", "catalogues", "duties", "items", "upward_reports"]
