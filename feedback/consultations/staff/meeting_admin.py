"""Hearings and symposia for the staff: entered with their minutes, published by another person (JG-10, QJ-09)."""

from dataclasses import dataclass

from django.contrib import admin

from catalog.bulletins.public.rows import Document
from catalog.bulletins.staff.draft import Draft, draft_of
from catalog.bulletins.staff.written import WrittenAdmin
from catalog.schemes.choices import Scope
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage
from feedback.consultations.actions.meetings import enter_meeting, meetings, save_meeting, status_of
from feedback.consultations.forms import MeetingForm
from feedback.consultations.models import STAFF_PERMISSIONS, Meeting
from feedback.consultations.public.pages import meeting_document


@dataclass(frozen=True)
class MeetingParts:
    """``draft``: for who may change it."""

    document: Document
    draft: Draft | None


@admin.register(Meeting)
class MeetingAdmin(WrittenAdmin):
    workflow = meetings
    page_template = "admin/feedback/meeting/page.html"
    page_reads = ("organization", "consultation", "saved_by")
    not_found = "没有这次会，或者它不在您的工作范围内。"
    view_permissions = STAFF_PERMISSIONS
    list_display = ["title", "kind", "status", "held_on", "scope", "organization"]
    list_filter = ["kind"]
    search_help_text = "按议题查找"
    ordering = ["-held_on", "-pk"]
    start = enter_meeting
    save = save_meeting
    text_form = MeetingForm
    first = {"scope": Scope.PARTY, "kind": Meeting.Kind.SYMPOSIUM}
    start_title = "登记听证座谈"

    @admin.display(description="状态")
    def status(self, meeting):
        return status_of(meeting).word

    def page_with(self, context, bound):
        meeting = context.subject
        draft = (
            draft_of(context, save_meeting, MeetingForm.of(meeting), bound) if offer_of(save_meeting, context) else None
        )
        parts = MeetingParts(meeting_document(meeting), draft)
        return ProcedurePage(meeting.title, status_of(meeting), caption="", facts=[], more=parts)
