"""What was found becomes an order to put it right (JG-17, PL-18)."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from disclosure.oversight.inspections.actions import reporting
from disclosure.oversight.inspections.forms import OrderForm
from disclosure.oversight.inspections.models import Finding
from disclosure.oversight.inspections.web.reach import inspection_for, visit_for
from disclosure.oversight.inspections.web.taking import taken
from disclosure.oversight.inspections.web.visit import show


@require_POST
def order(request, inspection: int, pk: int, finding: int):
    context, seen = inspection_for(request, inspection), visit_for(request, inspection, pk)
    row = get_object_or_404(Finding.objects.select_related("visit__organization"), visit=seen.visit, pk=finding)
    form = OrderForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, reporting.order, context.inspection, form, finding=row, **values) is None:
        return show(request, seen, {"order": form, "about": finding})
    return redirect(f"{seen.visit.get_absolute_url()}#findings")
