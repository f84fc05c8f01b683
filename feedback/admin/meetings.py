"""Hearings and symposia at the desk: entered with their minutes, published by another person (JG-10, QJ-09)."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.admin.frame import add_errors, chosen, framed, organizations_with
from catalog.vocabulary import Scope
from disclosure.organizations.access import access_for
from disclosure.organizations.desk import ScopedAdmin
from disclosure.organizations.roles import DRAFT
from feedback.admin.consultations import with_stamp
from feedback.consulting import meetings
from feedback.consulting.forms import MeetingForm
from feedback.consulting.meeting_page import offers_for, page_of
from feedback.consulting.standing import standing_of_meeting
from feedback.models import Meeting
from feedback.models.consultations import STAFF_PERMISSIONS

FIRST = {"scope": Scope.PARTY, "kind": Meeting.Kind.SYMPOSIUM}


@admin.register(Meeting)
class MeetingAdmin(ScopedAdmin):
    view_permissions = STAFF_PERMISSIONS
    list_display = ["title", "kind", "standing", "held_on", "scope", "organization"]
    list_display_links = ["title"]
    list_filter = ["kind"]
    list_select_related = ["organization"]
    search_fields = ["title"]
    search_help_text = "按议题查找"
    ordering = ["-held_on", "-pk"]

    @admin.display(description="状态")
    def standing(self, meeting):
        return standing_of_meeting(meeting)[1]

    def get_queryset(self, request):
        return Meeting.objects.on_desk_of(request.user, timezone.localdate())

    def has_add_permission(self, request):
        return access_for(request).has_any(DRAFT)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.add_page), name="feedback_meeting_add"),
            path("<int:pk>/change/", wrap(self.work_page), name="feedback_meeting_change"),
            path("<int:pk>/save/", wrap(require_POST(self.save))),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name="feedback_meeting_act"),
        ]
        return own + super().get_urls()

    def add_page(self, request):
        """登记. One organisation is chosen first where the person works for several."""
        organizations = organizations_with(request, DRAFT)
        organization, form = chosen(request, organizations), None
        if organization:
            data = request.POST if request.method == "POST" else None
            form = MeetingForm(data, organization=organization, initial=FIRST)
            if form.is_bound and form.is_valid() and (entered := self.write(request, organization, form)):
                messages.success(request, "草稿已保存。写好以后由另一个人公布。")
                return self.back_to(entered.pk)
        list_url = reverse("admin:feedback_meeting_changelist")
        context = {"form": form, "organization": organization, "organizations": organizations, "list_url": list_url}
        template = "admin/feedback/consultation/add.html"
        return framed(self, request, template, "登记听证座谈", context)

    def write(self, request, organization, form: MeetingForm) -> Meeting | None:
        try:
            return meetings.enter_meeting(organization, by=request.user, now=timezone.now(), **form.text())
        except ValidationError as error:
            add_errors(form, error)
            return None

    def work_page(self, request, pk, bound=None):
        meeting = self.found(request, pk)
        context = {**page_of(meeting, access_for(request), bound or {}), "base": base_of(pk)}
        return framed(self, request, "admin/feedback/meeting/page.html", meeting.title, context)

    def save(self, request, pk):
        meeting = self.found(request, pk)
        form = MeetingForm(request.POST, organization=meeting.organization)
        if not form.is_valid():
            return self.work_page(request, pk, {"text": form})
        try:
            meetings.save_meeting(meeting, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            with_stamp(form, "seen_saved_at", meeting.saved_at)
            return self.work_page(request, pk, {"text": form})
        messages.success(request, "已保存。")
        return self.back_to(pk)

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
            for words in error.messages:
                messages.error(request, words)
        else:
            messages.success(request, offer.done)
        return self.back_to(pk)

    def found(self, request, pk) -> Meeting:
        rows = self.get_queryset(request).select_related("organization", "consultation", "saved_by")
        meeting = rows.filter(pk=pk).first()
        if meeting is None:
            raise Http404("没有这次会，或者它不在您的工作范围内。")
        return meeting

    def back_to(self, pk):
        return HttpResponseRedirect(f"{base_of(pk)}change/")


def base_of(pk: int) -> str:
    return f"/admin/feedback/meeting/{pk}/"
