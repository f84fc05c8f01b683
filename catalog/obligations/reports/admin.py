"""The register of what goes up, with the page on which a report that is owed is written (YY-12)."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from catalog.filings.forms import ContentForm
from catalog.filings.models import Filing
from catalog.filings.staff.admin import FilingAdmin
from catalog.filings.visibility import WRITING
from catalog.obligations.duties.models import Duty
from catalog.obligations.reports.figures import report_draft, report_title
from catalog.obligations.reports.year_report import begin_report, report_of
from disclosure.organizations.access import access_for
from disclosure.web.frame import framed
from disclosure.web.whole_numbers import whole_number


@admin.register(Filing)
class FilingAdminWithReports(FilingAdmin):
    def get_urls(self):
        return [
            path("add/", self.admin_site.admin_view(self.report_page), name="catalog_filing_add"),
            *super().get_urls(),
        ]

    def report_page(self, request):
        """It is kept on the register and sent from there."""
        duty = self.duty_of(request)
        if duty is None:
            messages.info(request, "要报送的材料由系统按方案和目录列出，从下面的登记簿里办理。")
            return redirect("admin:catalog_filing_changelist")
        if written := report_of(duty):
            return self.back_to(written)
        initial = {"title": report_title(duty), "content": report_draft(duty, timezone.localdate())}
        form = ContentForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            values = {"duty": duty, **form.cleaned_data}
            filing = self.carry_out(request, begin_report, duty.organization, form, values)
            if filing is not None:
                return self.back_to(filing)
        context = {"form": form, "duty": duty, "due_on": duty.deadline.due_on}
        return framed(self, request, "admin/catalog/filing/report.html", "写工作报告", context)

    def duty_of(self, request) -> Duty | None:
        """The report's duty that the address names, in the person's scope."""
        pk = whole_number(request.GET.get("duty", ""))
        if pk is None:
            return None
        mine = access_for(request).organization_ids(*WRITING)
        rows = Duty.objects.filter(kind=Duty.Kind.REPORT, organization__in=mine)
        duty = rows.select_related("organization", "deadline").filter(pk=pk).first()
        if duty is None:
            raise Http404("没有这项报告任务，或者它不在您的工作范围内。")
        return duty
