"""情况反映 at the desk: written and sent by the organisation below, received and answered by the one above (LK-22)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins import upward_reports as upward
from catalog.bulletins.forms import AnswerForm, ReportForm
from catalog.bulletins.models import UpwardReport
from disclosure.deadlines.dates import moment
from disclosure.organizations.access import Access, access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed

State = UpwardReport.State
JOINED = ("organization", "to_organization", "created_by", "sent_by", "received_by", "answered_by")
COLOURS = {State.DRAFT: "draft", State.SENT: "waiting", State.RECEIVED: "waiting", State.ANSWERED: "done"}


def page_of(report: UpwardReport, access: Access, bound: dict) -> dict:
    """``bound``: a form posted with errors, ``text`` or ``answer``."""
    may_answer = upward.may_answer(access, report)
    is_draft = report.state == State.DRAFT
    context = {
        "report": report,
        "state_colour": COLOURS[report.state],
        "events": events_of(report),
        "may_send": is_draft and upward.may_send(access, report.organization),
        "may_receive": may_answer and report.state == State.SENT,
    }
    if is_draft and upward.may_write(access, report.organization):
        initial = {"title": report.title, "body": report.body}
        context["form"] = bound.get("text") or ReportForm(initial=initial)
    if may_answer and report.state in (State.SENT, State.RECEIVED):
        context["answer_form"] = bound.get("answer") or AnswerForm()
    return context


def events_of(report: UpwardReport) -> list[dict]:
    """How far it has come: one line a step taken."""
    steps = (
        (report.created_at, "起草", report.created_by),
        (report.sent_at, f"报送给{report.to_organization}", report.sent_by),
        (report.received_at, f"{report.to_organization}已收到", report.received_by),
        (report.answered_at, f"{report.to_organization}已答复", report.answered_by),
    )
    return [{"on": moment(at), "title": title, "who": str(who), "state": "done"} for at, title, who in steps if at]


@admin.register(UpwardReport)
class UpwardReportAdmin(ScopedAdmin):
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    list_display = ["title", "state", "organization", "to_organization", "sent_at", "answered_at"]
    list_display_links = ["title"]
    list_filter = ["state"]
    list_select_related = ["organization", "to_organization"]
    search_fields = ["title"]
    search_help_text = "按标题查找"
    ordering = ["-pk"]

    def get_queryset(self, request):
        return UpwardReport.objects.on_desk_of(request.user, timezone.localdate())

    def has_view_permission(self, request, obj=None):
        return access_for(request).has_any(*self.view_permissions)

    def has_add_permission(self, request):
        return access_for(request).has_any(DRAFT)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.add_page), name="catalog_upwardreport_add"),
            path("<int:pk>/change/", wrap(self.work_page), name="catalog_upwardreport_change"),
            path("<int:pk>/save/", wrap(require_POST(self.save)), name="catalog_upwardreport_save"),
            path("<int:pk>/send/", wrap(require_POST(self.send)), name="catalog_upwardreport_send"),
            path("<int:pk>/receive/", wrap(require_POST(self.receive)), name="catalog_upwardreport_receive"),
            path("<int:pk>/answer/", wrap(require_POST(self.answer)), name="catalog_upwardreport_answer"),
        ]
        return own + super().get_urls()

    # --- pages ---

    def add_page(self, request):
        organizations = organizations_with(request, DRAFT)
        organization = chosen(request, organizations)
        form = ReportForm(request.POST if request.method == "POST" else None)
        if organization and form.is_bound and form.is_valid():
            report = self.write(request, organization, form)
            if report:
                messages.success(request, "草稿已保存。检查以后由书记报送。")
                return self.back_to(report.pk)
        superior = upward.superior_of(organization) if organization else None
        context = {"form": form, "organization": organization, "organizations": organizations, "superior": superior}
        return self.page(request, "add", "写情况反映", context)

    def work_page(self, request, pk, bound=None):
        report = self.report_of(request, pk)
        return self.page(request, "page", report.title, page_of(report, access_for(request), bound or {}))

    def page(self, request, name: str, title: str, context: dict):
        return framed(self, request, f"admin/catalog/upwardreport/{name}.html", title, context)

    # --- writes ---

    def write(self, request, organization: Organization, form: ReportForm) -> UpwardReport | None:
        try:
            return upward.write_report(organization, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return None

    def save(self, request, pk):
        return self.take(request, pk, "text", ReportForm(request.POST), upward.save_report, "已保存。")

    def send(self, request, pk):
        return self.take(request, pk, "", None, upward.send_report, "已报送。上级收到和答复时您会收到消息。")

    def receive(self, request, pk):
        return self.take(request, pk, "", None, upward.receive_report, "已签收。下级会收到消息。")

    def answer(self, request, pk):
        return self.take(
            request, pk, "answer", AnswerForm(request.POST), upward.answer_report, "已答复。下级会收到消息。"
        )

    def take(self, request, pk, name: str, form, action, done: str):
        """One step; with a form its errors come back beside what was typed."""
        report = self.report_of(request, pk)
        if form is not None and not form.is_valid():
            return self.work_page(request, pk, {name: form})
        values = form.cleaned_data if form is not None else {}
        try:
            action(report, by=request.user, now=timezone.now(), **values)
        except (ValidationError, PermissionDenied) as error:
            for words in getattr(error, "messages", None) or [str(error)]:
                messages.error(request, words)
            return self.work_page(request, pk, {name: form}) if form is not None else self.back_to(pk)
        messages.success(request, done)
        return self.back_to(pk)

    # --- small pieces ---

    def report_of(self, request, pk) -> UpwardReport:
        report = self.get_queryset(request).select_related(*JOINED).filter(pk=pk).first()
        if report is None:
            raise Http404("没有这份情况反映，或者它不在您的工作范围内。")
        return report

    def back_to(self, pk):
        return HttpResponseRedirect(f"/admin/catalog/upwardreport/{pk}/change/")
