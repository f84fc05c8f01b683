"""The page of a trial at the desk, and where it is asked for."""

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from disclosure.organizations.access import access_for
from disclosure.oversight.sweeping import add_job
from disclosure.oversight.trials.actions import begin_trial, forget_trials, trials
from disclosure.oversight.trials.models import Trial
from disclosure.oversight.trials.page import page_of
from disclosure.oversight.trials.panel import SEEING, drafts_in_reach
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import ProcedurePage

# Seconds after which a browser asks again how far it is.
AGAIN_AFTER = "10"
add_job("trials", lambda on, now: forget_trials(now=now))


@admin.register(Trial)
class TrialAdmin(ProcedureAdmin):
    workflow = trials
    page_template = "admin/oversight/trial/page.html"
    page_reads = ("organization", "draft", "asked_by")
    not_found = "没有这次试运行，它已经删掉，或者不在您的工作范围内。"
    view_permissions = SEEING
    list_display = ["__str__", "organization", "asked_at", "how_it_stands"]
    list_select_related = ["draft", "organization"]
    ordering = ["-pk"]

    def has_add_permission(self, request, obj=None):
        """It is asked for on the page of a draft."""
        return False

    @admin.display(description="情况")
    def how_it_stands(self, trial):
        return trial.state_words(timezone.now())

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path("begin/<int:pk>/", wrap(require_POST(self.ask_for)), name="oversight_trial_begin")]
        return own + super().get_urls()

    def ask_for(self, request: HttpRequest, pk: int) -> HttpResponse:
        """``pk``: of the draft."""
        draft = drafts_in_reach(access_for(request)).filter(pk=pk).first()
        if draft is None:
            raise Http404("没有这份方案，或者它不在您的工作范围内。")
        form = forms.Form({})
        form.is_valid()
        trial = self.carry_out(request, begin_trial, draft.organization, form, {"draft": draft})
        self.say_errors(request, form)
        if trial is None:
            return HttpResponseRedirect(draft.get_absolute_url())
        return HttpResponseRedirect(trial.get_absolute_url())

    def show(self, request, pk, bound=None):
        response = super().show(request, pk, bound)
        shown = response.context_data or {}
        if shown["page"].more.percent is not None:
            response["Refresh"] = AGAIN_AFTER
        return response

    def page_of(self, context: Context) -> ProcedurePage:
        return page_of(context, timezone.now())
