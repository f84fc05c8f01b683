"""The desk's pages of letters and consultations, one module a page. Django finds them here."""

from feedback.cases.staff.admin import canned, letter_templates
from feedback.cases.staff.admin import cases as letters
from feedback.cases.staff.admin import letters as papers
from feedback.consultations.staff import admin as consultations
from feedback.consultations.staff import meeting_admin as meetings

__all__ = ["canned", "consultations", "letter_templates", "letters", "meetings", "papers"]
