"""Hearings and symposia at the desk: entered with their minutes, published by another person (JG-10, QJ-09)."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.admin.written import WrittenDesk, say
from catalog.vocabulary import Scope
from disclosure.organizations.access import access_for
from feedback.consulting import meetings
from feedback.consulting.forms import MeetingForm
from feedback.consulting.meeting_page import offers_for, page_of
from feedback.consulting.standing import standing_of_meeting
from feedback.models import Meeting
from feedback.models.consultations import STAFF_PERMISSIONS


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

    def act(self, request, pk, name):
        """Take one of the offered steps. A second press finds it taken and says so."""
        meeting = self.found(request, pk)
        offer = next((each for each in offers_for(meeting, access_for(request)) if each.name == name), None)
        if offer is None:
            messages.warning(request, "这一步已经有人办过，或者现在还轮不到这一步。")
            return self.back_to(pk)
        form = offer.form(request.POST, prefix=name)
        if not form.is_valid():
            return self.work_page(request, pk, {name: form})
        try:
            offer.act(meeting, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            say(request, error)
        else:
            messages.success(request, offer.done)
        return self.back_to(pk)
