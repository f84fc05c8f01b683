"""How a page saves a part of a draft: refused where the scheme has gone on, stamped against what others save meanwhile."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from catalog.own_schemes.actions import save_draft
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.review import SchemeContext
from disclosure.web.components import Link
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import stamped


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def under(draft: SchemeDraft) -> Link:
    return Link(draft.title, draft.get_absolute_url())


def refused(model_admin, request: HttpRequest, context: SchemeContext, form: Any) -> HttpResponse | None:
    """Where the scheme has gone on, or is another's: what was typed can be copied."""
    draft = context.subject
    if offer_of(save_draft, context):
        return None
    if not save_draft.who.allows(draft, context.access):
        raise PermissionDenied("您没有修改这份方案的岗位。")
    messages.warning(request, save_draft.not_now)
    if request.method == "POST":
        return model_admin.show_with_text(request, draft.pk, form)
    return HttpResponseRedirect(draft.get_absolute_url())


def is_saved(model_admin, request: HttpRequest, context: SchemeContext, form: Any) -> bool:
    """Else the form is bound to its stamp, a new one where somebody else has saved meanwhile."""
    stamped(form, save_draft, context)
    if form.is_bound and form.is_valid():
        if model_admin.carry_out(request, save_draft, context.subject, form, form.values()) is not None:
            return True
        stamped(form, save_draft, context)
    return False
