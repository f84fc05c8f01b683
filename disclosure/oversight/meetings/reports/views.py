"""The office's report with its receipts, for the leading group and those who watch or work there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from disclosure.deadlines.dates import moment
from disclosure.files.papers.official import official_file
from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.oversight.meetings.models import OfficeReport
from disclosure.oversight.meetings.reports.actions import mark_read
from disclosure.oversight.meetings.reports.paper import paper_of
from disclosure.oversight.meetings.reports.readers import is_reader
from disclosure.oversight.meetings.rows import readers_words
from disclosure.oversight.selection import place_url
from disclosure.web.components import HOME, Fact, Link
from disclosure.workflow.kit import Refused


def knows(request, organization: Organization) -> bool:
    """Watches there, or works at its desk."""
    access = access_for(request)
    return access.can(WATCH, organization) or organization.pk in access.desk_ids


def report_for(request, pk: int) -> OfficeReport:
    """Signed, and the reader is of the leading group, watches or works there."""
    rows = OfficeReport.objects.filter(state=OfficeReport.State.SIGNED).select_related("organization", "signed_by")
    row = rows.filter(pk=pk).first()
    if row is None or not (knows(request, row.organization) or is_reader(row, request.user, timezone.localdate())):
        raise Http404
    return row


def signed_words(row: OfficeReport) -> str:
    return f"{row.signed_by}，{moment(row.signed_at)}" if row.signed_at else ""


@require_safe
def office_report(request, pk):
    row, on = report_for(request, pk), timezone.localdate()
    context = {
        "report": row,
        "paragraphs": paper_of(row).paragraphs,
        "facts": [
            Fact("签发", f"{row.signed_by}，{moment(row.signed_at) if row.signed_at else ''}"),
            Fact("领导小组", readers_words(row, on)),
        ],
        "may_mark": is_reader(row, request.user, on) and not row.readings.filter(reader=request.user.pk).exists(),
        "crumbs": [HOME, Link("监督", place_url()), Link(row.title)],
    }
    return TemplateResponse(request, "oversight/office_report.html", context)


@require_POST
def read_report(request, pk):
    row = report_for(request, pk)
    try:
        mark_read(row, by=request.user, now=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, mark_read.done)
    return redirect(row)


@require_safe
def report_file(request, pk, kind):
    row = report_for(request, pk)
    return official_file(paper_of(row), kind, row.title)
