"""Cases at the desk: the queue, the page of one case, the page of one action."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.files.serving import serve
from disclosure.organizations.access import access_for
from disclosure.web.frame import framed
from disclosure.workflow.staff.admin import ProcedureAdmin
from feedback.cases.forms.base import form_of
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases
from feedback.cases.staff.admin.entering import entry_page
from feedback.cases.staff.admin.queue import queue_paths, queue_view
from feedback.cases.staff.admin.sender_page import sender_page
from feedback.cases.staff.metadata import state_of
from feedback.cases.staff.page import JOINED, case_page
from feedback.cases.staff.queue import LONGEST, address_of, neighbours
from feedback.cases.visibility import READERS, visible_to

CASE, STEP = "admin/feedback/case/case.html", "admin/feedback/case/step.html"


@admin.register(Case)
class CaseAdmin(ProcedureAdmin):
    """A case changes by its actions alone; each asks on a page of its own."""

    workflow = cases
    page_reads = JOINED
    take_name, take_path = "step", "<int:pk>/step/<slug:name>/"
    view_permissions = READERS
    scope_decides = True
    add_permissions = tuple(STAFF_PERMISSION.values())

    def scope(self, request):
        return visible_to(access_for(request))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/files/<int:file_pk>/", wrap(require_safe(self.file)), name="feedback_case_file"),
            path("add/", wrap(never_cache(partial(entry_page, self))), name="feedback_case_add"),
            path("<int:pk>/sender/", wrap(never_cache(partial(sender_page, self))), name="feedback_case_sender"),
            *queue_paths(self),
        ]
        # The admin's own pages of a row would show every column of it.
        return own + [page for page in super().get_urls() if "<path:" not in str(page.pattern)]

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied("您没有办理来件的岗位。")
        return queue_view(self, request)

    def show(self, request, pk, bound=None):
        context, here = self.context_of(request, pk), kept_queue(request)
        kept = urlencode({"queue": here}) if here else ""
        preceding, following = neighbours(context.subject, QueryDict(here), context.access)
        shown = {
            "case": context.subject,
            "page": case_page(context, kept),
            "preceding": preceding,
            "following": following,
            "kept": kept,
            "here": here,
        }
        return framed(self, request, CASE, context.subject.number, shown)

    def take(self, request, pk, name):
        """What an action asks, and the action. Pressed too late, it says so and keeps what was typed."""
        context, action = self.context_of(request, pk), cases.actions.get(name)
        case = context.subject
        if action is None or not action.is_button or not action.who.allows(case, context.access):
            raise Http404("没有这一步，或者它不由您办。")
        back = with_queue(case.staff_url, request)
        if request.method != "POST" and not action.fits(context):
            messages.warning(request, cases.why_not_now(action, context))
            return HttpResponseRedirect(back)
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        form = form_of(action, context, *data)
        if form.is_valid() and self.carry_out(request, action, case, form, form.cleaned_data) is not None:
            return HttpResponseRedirect(self.back(request, case))
        shown = {
            "case": case,
            "state": state_of(case),
            "step": action,
            "form": form.shown_again(action),
            "action": with_queue(request.path, request),
            "back": back,
        }
        return framed(self, request, STEP, action.label, shown)

    def carry_out(self, request, action, subject, form, values):
        """Whoever may open the page of the action reads there why they in particular may not take it."""
        try:
            return super().carry_out(request, action, subject, form, values)
        except PermissionDenied as error:
            form.add_error(None, str(error) or "您不能办这一步。")
            return None

    def back(self, request, case) -> str:
        """To the case, if it is still the person's to see: one that was given away may not be."""
        is_seen = self.get_queryset(request).filter(pk=case.pk).exists()
        return with_queue(case.staff_url, request) if is_seen else address_of(request.GET.get("queue", ""))

    def file(self, request, pk, file_pk):
        return serve(request, get_object_or_404(self.context_of(request, pk).subject.files, pk=file_pk))


def kept_queue(request) -> str:
    """The queue one came from, as its address says it: taken apart and put together, so that it leads nowhere else."""
    return QueryDict(request.GET.get("queue", "")[:LONGEST]).urlencode()


def with_queue(url: str, request) -> str:
    kept = kept_queue(request)
    return f"{url}?{urlencode({'queue': kept})}" if kept else url
