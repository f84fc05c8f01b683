"""情况反映 for the staff: written and sent by the organisation below, received and answered by the one above (LK-22)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins.forms import ReportForm
from catalog.bulletins.models import UpwardReport
from catalog.bulletins.staff.report_page import page_of
from catalog.bulletins.staff.written import say
from catalog.bulletins.upward_reports import reports, superior_of, write_report
from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed

JOINED = ("organization", "to_organization", "created_by", "sent_by", "received_by", "answered_by")


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

    def has_add_permission(self, request, obj=None):
        return access_for(request).has_any(DRAFT)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.add_page), name="catalog_upwardreport_add"),
            path("<int:pk>/change/", wrap(self.work_page), name="catalog_upwardreport_change"),
        ]
        for name in ("save", "send", "receive", "answer"):
            take, url_name = wrap(require_POST(self.take)), f"catalog_upwardreport_{name}"
            own.append(path(f"<int:pk>/{name}/", take, {"name": name}, name=url_name))
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
                return self.back_to(report)
        superior = superior_of(organization) if organization else None
        context = {"form": form, "organization": organization, "organizations": organizations, "superior": superior}
        return self.page(request, "add", "写情况反映", context)

    def work_page(self, request, pk, bound=None):
        report = self.report_of(request, pk)
        page = page_of(reports.context(report, access_for(request)), bound or {})
        return self.page(request, "page", report.title, {"page": page})

    def page(self, request, name: str, title: str, context: dict):
        return framed(self, request, f"admin/catalog/upwardreport/{name}.html", title, context)

    # --- writes ---

    def write(self, request, organization: Organization, form: ReportForm) -> UpwardReport | None:
        try:
            return write_report(organization, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return None

    def take(self, request, pk, name: str):
        """One step; its refusal is said. With a form its errors come back beside what was typed."""
        report, action = self.report_of(request, pk), reports.actions[name]
        form = action.form(request.POST) if action.form else None
        if form is not None and not form.is_valid():
            return self.work_page(request, pk, {name: form})
        values = form.cleaned_data if form is not None else {}
        try:
            action(report, by=request.user, now=timezone.now(), **values)
        except (ValidationError, PermissionDenied) as error:
            say(request, error)
            return self.work_page(request, pk, {name: form}) if form is not None else self.back_to(report)
        messages.success(request, action.done)
        return self.back_to(report)

    # --- small pieces ---

    def report_of(self, request, pk) -> UpwardReport:
        report = self.get_queryset(request).select_related(*JOINED).filter(pk=pk).first()
        if report is None:
            raise Http404("没有这份情况反映，或者它不在您的工作范围内。")
        return report

    def back_to(self, report: UpwardReport):
        return HttpResponseRedirect(report.get_absolute_url())
