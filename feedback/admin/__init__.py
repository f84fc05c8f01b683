"""The desk's pages of letters and consultations, one module a page. Django finds them here."""

from feedback.admin import letters

__all__ = ["letters"]
