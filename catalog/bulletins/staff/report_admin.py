"""情况反映 for the staff: written and sent by the organisation below, received and answered by the one above (LK-22)."""

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins.forms import ReportForm
from catalog.bulletins.models import UpwardReport
from catalog.bulletins.staff.report_page import page_of
from catalog.bulletins.upward_reports import reports, write_report
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.workflow.staff.admin import ProcedureAdmin


@admin.register(UpwardReport)
class UpwardReportAdmin(ProcedureAdmin):
    workflow = reports
    page_template = "admin/catalog/upwardreport/page.html"
    page_reads = ("organization", "to_organization", "created_by", "sent_by", "received_by", "answered_by")
    taken = ""
    prefixes_fields = False
    not_found = "没有这份情况反映，或者它不在您的工作范围内。"
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    scope_decides = True
    start, start_title, start_press = write_report, "写情况反映", "保存草稿"
    start_template = "admin/catalog/upwardreport/add.html"
    add_permissions = (DRAFT,)
    list_display = ["title", "state", "organization", "to_organization", "sent_at", "answered_at"]
    list_display_links = ["title"]
    list_filter = ["state"]
    list_select_related = ["organization", "to_organization"]
    search_fields = ["title"]
    search_help_text = "按标题查找"
    ordering = ["-pk"]

    def get_queryset(self, request):
        return UpwardReport.objects.on_desk_of(request.user, timezone.localdate())

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = []
        for name in ("save", "send", "receive", "answer"):
            take, url_name = wrap(require_POST(self.take)), f"catalog_upwardreport_{name}"
            own.append(path(f"<int:pk>/{name}/", take, {"name": name}, name=url_name))
        return own + super().get_urls()

    def page_with(self, context, bound):
        return page_of(context, bound)

    def start_form(self, request, organization):
        return ReportForm(request.POST if request.method == "POST" else None)

    def start_about(self, organization):
        """Whom it goes to."""
        return Organization.objects.get_parent(organization)
