"""Cases at the desk: the queue, the page of one case, the page of one step."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.serving import serve
from disclosure.organizations.access import access_for
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed
from feedback.cases.clocks.clocks import desk_url
from feedback.cases.models.cases import Case
from feedback.cases.staff.admin.entering import entering_pages, may_enter
from feedback.cases.staff.admin.queue import LIST, queue_paths, queue_view
from feedback.cases.staff.admin.sender_page import sender_pages
from feedback.cases.staff.canned import canned_rows
from feedback.cases.staff.forms.all_forms import STEP_FORMS
from feedback.cases.staff.forms.step_forms import StepForm
from feedback.cases.staff.page import JOINED, case_context, state_of, step_url
from feedback.cases.staff.queue import LONGEST, neighbours
from feedback.cases.states import IllegalMove
from feedback.cases.steps import STEPS, CaseStep, is_allowed
from feedback.cases.visibility import READERS, in_sight

# What a browser shows by itself and cannot run.
CASE, STEP = "admin/feedback/case/case.html", "admin/feedback/case/step.html"


@admin.register(Case)
class CaseAdmin(ScopedAdmin):
    """A case changes by its steps alone, which call the actions."""

    view_permissions = READERS

    def scope(self, request):
        return in_sight(access_for(request))

    def has_view_permission(self, request, obj=None):
        return access_for(request).has_any(*READERS)

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return may_enter(access_for(request))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/change/", wrap(require_safe(self.case_page)), name="feedback_case_change"),
            path("<int:pk>/step/<slug:name>/", wrap(self.step_page), name="feedback_case_step"),
            path("<int:pk>/files/<int:file_pk>/", wrap(require_safe(self.file)), name="feedback_case_file"),
            *entering_pages(self),
            *queue_paths(self),
        ]
        # The admin's own pages of a row would show every column of it.
        lists = [page for page in super().get_urls() if "<path:" not in str(page.pattern)]
        return own + sender_pages(self) + lists

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied("您没有办理来件的岗位。")
        return queue_view(self, request)

    def case_page(self, request, pk):
        case, access, here = self.found(request, pk), access_for(request), kept_queue(request)
        kept = urlencode({"queue": here}) if here else ""
        context = {
            **case_context(case, access, current_calendar(), kept),
            **neighbours(case, QueryDict(here), access),
            "kept": kept,
            "here": here,
        }
        return framed(self, request, CASE, case.number, context)

    # --- a step ---

    def step_page(self, request, pk, name):
        """What a step asks. Pressed too late, it says so and keeps what was typed."""
        case = self.found(request, pk)
        step, step_form = STEPS.get(name), STEP_FORMS.get(name)
        if step is None or step_form is None or not is_allowed(case, step, access_for(request)):
            raise Http404("没有这一步，或者它不由您办。")
        given = {"case": case, "by": request.user, "on": timezone.localdate()}
        if request.method != "POST":
            if not step.fits(case):
                messages.warning(request, too_late(case, step))
                return HttpResponseRedirect(with_queue(desk_url(case), request))
            return self.ask(request, case, step, step_form.form(**given))
        form = step_form.form(request.POST, request.FILES, **given)
        if form.is_valid() and self.take(request, case, step_form, form):
            messages.success(request, step_form.done)
            return HttpResponseRedirect(self.back(request, case))
        return self.ask(request, case, step, form)

    def take(self, request, case, step_form: StepForm, form) -> bool:
        try:
            step_form.act(case, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        except (IllegalMove, PermissionDenied) as error:
            form.add_error(None, str(error) or "您不能办这一步。")
        return form.is_valid()

    def ask(self, request, case, step: CaseStep, form):
        step_form = STEP_FORMS[step.name]
        context = {
            "case": case,
            "state": state_of(case, timezone.localdate()),
            "step": step,
            "form": form,
            "note": step_form.note,
            "canned": canned_rows(case, step.name),
            "press": step_form.press or step.label,
            "press_kind": "danger" if step_form.is_danger else "main",
            "extra": step_form.template,
            "panel": step_form.context(case, timezone.localdate()) if step_form.context else {},
            "action": with_queue(step_url(case, step), request),
            "back": with_queue(desk_url(case), request),
        }
        return framed(self, request, STEP, step.label, context)

    def back(self, request, case) -> str:
        """To the case, if it is still the person's to see: one that was given away may not be."""
        is_seen = self.get_queryset(request).filter(pk=case.pk).exists()
        return with_queue(desk_url(case), request) if is_seen else f"{LIST}?{kept_queue(request)}"

    # --- small pieces ---

    def found(self, request, pk) -> Case:
        case = self.get_queryset(request).select_related(*JOINED).filter(pk=pk).first()
        if case is None:
            raise Http404("没有这一件，或者它不在您的工作范围内。")
        return case

    def file(self, request, pk, file_pk):
        row = get_object_or_404(self.found(request, pk).files, pk=file_pk)
        return serve(request, row)


def kept_queue(request) -> str:
    """The queue one came from, as its address says it: taken apart and put together, so that it leads nowhere else."""
    return QueryDict(request.GET.get("queue", "")[:LONGEST]).urlencode()


def with_queue(url: str, request) -> str:
    kept = kept_queue(request)
    return f"{url}?{urlencode({'queue': kept})}" if kept else url


def too_late(case: Case, step: CaseStep) -> str:
    words = case.state_words(timezone.localdate())
    return f"来件现在是“{words}”，办不了“{step.label}”；可能已经有人办过。"
