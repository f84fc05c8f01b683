"""Supervisors in view and how their suggestions stand; and where a supervisor suggests something (LK-24, QJ-18)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from disclosure.organizations.access import access_for
from disclosure.oversight import frame
from disclosure.oversight.frame import explained
from disclosure.oversight.supervisors.forms import SuggestionForm
from disclosure.oversight.supervisors.models import Suggestion, Supervisor
from disclosure.oversight.supervisors.rows import suggestion_rows, supervisor_rows
from disclosure.oversight.supervisors.suggesting import suggest
from disclosure.oversight.watching import watch_of
from disclosure.web.components import Cell, Link
from disclosure.web.frame import add_errors
from disclosure.web.paging import MOST_ROWS


@explained
def supervisors(request, code=""):
    """Those in office first; whoever is one sees their own term and what became of what they suggested."""
    on, watch, access = timezone.localdate(), watch_of(request, code), access_for(request)
    rows = Supervisor.objects.within(watch.scope).select_related("organization")
    in_office = rows.in_office(on).order_by("organization__path", "until_on", "pk")
    context = {
        "organization": watch.organization,
        "rows": supervisor_rows(in_office[:MOST_ROWS], on, access.desk_ids),
        "most": MOST_ROWS,
        "readiness_url": frame.view_url("readiness", watch.code),
        "suggestions": suggestion_rows(on, supervisor__in=rows),
        "own": list(own_offices(request, on)),
        "own_suggestions": own_rows(request),
        "may_add": access.works_at_desk,
    }
    return frame.page(request, "supervisors", watch, "supervisors", context, "监督员")


def own_offices(request, on):
    return Supervisor.objects.in_office(on).filter(person=request.user.pk).select_related("organization").order_by("pk")


def own_rows(request) -> list[list[Cell]]:
    """What the person suggested, each with its own page for its sender."""
    found = Suggestion.objects.filter(supervisor__person=request.user.pk).select_related(
        "case", "case__answer_deadline"
    )
    cases = [row.case for row in found.order_by("-pk")[:MOST_ROWS]]
    return [
        [
            Cell("建议", "title", case.subject, reverse("feedback:case", args=[case.number])),
            Cell("情况", text=case.state_words()),
        ]
        for case in cases
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def write_suggestion(request, pk):
    """For the supervisor alone; to everybody else it is as if there were none."""
    row = own_offices(request, timezone.localdate()).filter(pk=pk).first()
    if row is None:
        raise Http404
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            found = suggest(row, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, f"建议已经提交，编号{found.case.number}，会按意见建议的时限答复您。")
            return redirect("oversight:supervisors")
    crumbs = [*frame.crumbs(watch_of(request)), Link("提建议")]
    return TemplateResponse(request, "oversight/suggestion.html", {"form": form, "office": row, "crumbs": crumbs})
