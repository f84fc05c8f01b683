"""The staff pages of cases and consultations, one module a page. Django finds them here."""

from feedback.cases.staff.admin import canned, cases, letter_templates, letters
from feedback.consultations.staff import admin as consultations
from feedback.consultations.staff import meeting_admin as meetings
