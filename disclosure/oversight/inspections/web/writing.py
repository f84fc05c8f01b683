"""What inspectors write on the page of one organisation: number, marks, findings, photographs."""

from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from disclosure.oversight.inspections.actions import drawing, looking
from disclosure.oversight.inspections.context import InspectionContext
from disclosure.oversight.inspections.forms import NumberForm, PhotographForm
from disclosure.oversight.inspections.models import Finding
from disclosure.oversight.inspections.web.reach import Seen, inspection_for, visit_for
from disclosure.oversight.inspections.web.sampled import MarkForm, rows_of
from disclosure.oversight.inspections.web.taking import taken
from disclosure.oversight.inspections.web.visit import show
from disclosure.oversight.inspections.web.visit_page import finding_form


def at_work(request, inspection: int, pk: int) -> tuple[InspectionContext, Seen]:
    context = inspection_for(request, inspection)
    return context, visit_for(request, inspection, pk)


@require_POST
def draw(request, inspection: int, pk: int):
    context, seen = at_work(request, inspection, pk)
    form = NumberForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, drawing.draw, context.inspection, form, visit=seen.visit, **values) is None:
        return show(request, seen, {"number": form})
    return redirect(seen.visit)


@require_POST
def mark(request, inspection: int, pk: int, sampled: int):
    """The marks of one line; a mark that somebody else has changed since is shown beside, never written over."""
    context, seen = at_work(request, inspection, pk)
    row = next((row for row in rows_of(seen.visit, context.access) if row.sampled.pk == sampled), None)
    if row is None:
        raise Http404
    form = MarkForm(row.sampled, row.points, request.POST)
    rows = form.rows() if form.is_valid() else []
    if taken(request, looking.mark, context.inspection, form, sampled=row.sampled, rows=rows) is None:
        return show(request, visit_for(request, inspection, pk), {"marks": {sampled: form}})
    return redirect(f"{seen.visit.get_absolute_url()}#{row.anchor}")


@require_POST
def find(request, inspection: int, pk: int):
    context, seen = at_work(request, inspection, pk)
    rows = rows_of(seen.visit, context.access)
    form = finding_form(seen.visit, rows, request.POST)
    values = dict(form.cleaned_data) if form.is_valid() else {}
    values["sampled"] = next((row.sampled for row in rows if row.sampled.pk == values.get("sampled")), None)
    if taken(request, looking.find, context.inspection, form, visit=seen.visit, **values) is None:
        return show(request, seen, {"finding": form})
    return redirect(f"{seen.visit.get_absolute_url()}#findings")


@require_POST
def drop_finding(request, inspection: int, pk: int, finding: int):
    context, seen = at_work(request, inspection, pk)
    row = get_object_or_404(Finding.objects.select_related("visit"), visit=seen.visit, pk=finding)
    taken(request, looking.drop_finding, context.inspection, Form({}), finding=row)
    return redirect(f"{seen.visit.get_absolute_url()}#findings")


@require_POST
def add_photograph(request, inspection: int, pk: int, finding: int):
    context, seen = at_work(request, inspection, pk)
    row = get_object_or_404(Finding.objects.select_related("visit"), visit=seen.visit, pk=finding)
    form = PhotographForm(request.POST, request.FILES)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, looking.add_photograph, context.inspection, form, finding=row, **values) is None:
        return show(request, seen, {"photograph": form, "about": finding})
    return redirect(f"{seen.visit.get_absolute_url()}#findings")
