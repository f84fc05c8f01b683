"""Proposing that an item reaches fewer people than its entry says: who is left out, and why."""

from django.http import Http404
from django.utils import timezone

from catalog.items.stages import narrower_scope
from catalog.obligations.withholdings.actions import propose_narrowing
from catalog.obligations.withholdings.forms import NarrowingForm
from catalog.obligations.withholdings.narrowing import left_out_by, narrowing_words, why_not
from catalog.obligations.withholdings.staff.proposal_page import item_asked
from catalog.obligations.withholdings.superior import APPROVER, narrowing_route
from disclosure.web.frame import framed


def narrowing_page(model_admin, request):
    """About the item from whose workbench one comes."""
    item = item_asked(request)
    if item is None:
        raise Http404("请从事项的工作页进来。")
    on = timezone.localdate()
    scope, organization = narrower_scope(item), item.organization
    form = NarrowingForm(
        request.POST if request.method == "POST" else None,
        needs_ground=narrowing_route(organization, on) != APPROVER,
        today=on,
        initial={"left_out": left_out_by(item, scope) if scope else ""},
    )
    if form.is_valid():
        given = {"item": item, "scope": scope, **form.cleaned_data}
        answer = model_admin.begin(request, propose_narrowing, organization, form, given)
        if answer is not None:
            return answer
    shown = {"form": form, "item": item, "about": narrowing_words(item, on), "why_not": "" if scope else why_not(item)}
    return framed(model_admin, request, "admin/catalog/withholding/narrow.html", "提出缩小公开范围", shown)
