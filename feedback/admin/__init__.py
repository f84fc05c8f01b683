"""The desk's pages of letters and consultations, one module a page. Django finds them here."""

from feedback.admin import consultations, letters, meetings

__all__ = ["consultations", "letters", "meetings"]
