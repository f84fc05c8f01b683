"""The desk of catalogues, duties and items."""

from catalog.admin import catalogues, duties, items

__all__ = ["catalogues", "duties", "items"]
