"""Hearings and symposia at the desk: entered with their minutes, published by another person (JG-10, QJ-09)."""

from django.contrib import admin

from catalog.bulletins.staff.written import WrittenDesk
from catalog.schemes.choices import Scope
from disclosure.organizations.access import access_for
from feedback.consultations import meetings
from feedback.consultations.forms import MeetingForm
from feedback.consultations.models import STAFF_PERMISSIONS, Meeting
from feedback.consultations.staff.meeting_page import offers_for, page_of
from feedback.consultations.status import standing_of_meeting


@admin.register(Meeting)
class MeetingAdmin(WrittenDesk):
    view_permissions = STAFF_PERMISSIONS
    list_display = ["title", "kind", "standing", "held_on", "scope", "organization"]
    list_filter = ["kind"]
    search_help_text = "按议题查找"
    ordering = ["-held_on", "-pk"]
    text_form = MeetingForm
    first = {"scope": Scope.PARTY, "kind": Meeting.Kind.SYMPOSIUM}
    joined = ("organization", "consultation", "saved_by")
    adding = "登记听证座谈"
    begun = "草稿已保存。写好以后由另一个人公布。"
    unknown = "没有这次会，或者它不在您的工作范围内。"
    begin = staticmethod(meetings.enter_meeting)
    keep = staticmethod(meetings.save_meeting)

    @admin.display(description="状态")
    def standing(self, meeting):
        return standing_of_meeting(meeting)[1]

    def page_of(self, request, meeting, bound):
        return page_of(meeting, access_for(request), bound)

    def offers_for(self, request, meeting):
        return offers_for(meeting, access_for(request))
