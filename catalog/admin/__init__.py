"""The desk of catalogues and items."""

from catalog.admin import catalogues, items

__all__ = ["catalogues", "items"]
