"""The desk's pages of letters and consultations, one module a page. Django finds them here."""

from feedback.admin import canned, consultations, letter_templates, letters, meetings, papers

__all__ = ["canned", "consultations", "letter_templates", "letters", "meetings", "papers"]
