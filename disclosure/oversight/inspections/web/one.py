"""The page of an inspection for who inspects: what is to be done next, the organisations, the report."""

from collections.abc import Mapping
from typing import Any

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from disclosure.oversight.inspections.actions.table import inspections
from disclosure.oversight.inspections.context import InspectionContext
from disclosure.oversight.inspections.web.facts import facts_of, visit_rows, waits_for
from disclosure.oversight.inspections.web.frame import inspection_page
from disclosure.oversight.inspections.web.offering import form_of, offer_rows
from disclosure.oversight.inspections.web.reach import inspection_for
from disclosure.oversight.inspections.web.rows import badge_of
from disclosure.oversight.inspections.web.taking import taken
from disclosure.workflow.offers import offered
from disclosure.workflow.staff.page import history_of


@require_safe
def inspection(request, pk: int):
    return show(request, inspection_for(request, pk))


def show(request, context: InspectionContext, bound: Mapping[str, Any] | None = None):
    row = context.inspection
    values = {
        "inspection": row,
        "badge": badge_of(row),
        "facts": facts_of(context),
        "visits": visit_rows(context),
        "offers": offer_rows(context, bound or {}),
        "waits_for": waits_for(context),
        "history": history_of(row),
        "report_url": reverse("oversight:inspection_report", args=[row.pk]) if row.report else "",
    }
    return inspection_page(request, "inspection", values, row.title)


@require_POST
def act(request, pk: int, name: str):
    context = inspection_for(request, pk)
    offer = offered(inspections, context, name)
    if offer is None or not offer.action.is_button:
        return redirect(context.inspection)
    form = form_of(offer.action, context, request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, offer.action, context.inspection, form, **values) is not None:
        return redirect(context.inspection)
    return show(request, inspection_for(request, pk), {name: form})
