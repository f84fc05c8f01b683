"""The staff pages of a procedure: the scoped list, the page of one object, its actions. A procedure adds its facts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from disclosure.organizations.access import access_for
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offers
from disclosure.workflow.staff.page import OfferRow, ProcedurePage, history_of
from disclosure.workflow.table import Workflow

TAKEN = "这一步已经有人办过，或者现在还轮不到这一步。"
NOT_FOUND = "没有这一件，或者它不在您的工作范围内。"


class ProcedureAdmin(ScopedAdmin):
    """``workflow``: its table; ``page_reads``: what the page joins. State is read-only: it changes by the actions alone."""

    workflow: Workflow
    page_template = "workflow/page.html"
    page_reads: tuple[str, ...] = ()

    def page_of(self, context: Context) -> ProcedurePage:
        raise NotImplementedError

    def waits_for(self, context: Context) -> str:
        """Whose word is wanted, for who has none to say."""
        return ""

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("<int:pk>/change/", wrap(self.show), name=f"{name}_change"),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.take)), name=f"{name}_act"),
        ]
        return own + super().get_urls()

    def show(self, request: HttpRequest, pk: int, bound: dict[str, Any] | None = None) -> HttpResponse:
        """``bound``: forms that were posted with errors, by the name of their action."""
        context = self.context_of(request, pk)
        page, rows = self.page_of(context), self.offer_rows(context, bound or {})
        values = {"page": page, "subject": context.subject, "offers": rows, "history": history_of(context.subject)}
        values["waits_for"] = "" if rows else self.waits_for(context)
        return framed(self, request, self.page_template, page.heading, values)

    def take(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """One of the offered actions. A second press finds it taken and says so."""
        context = self.context_of(request, pk)
        row = next((each for each in self.offer_rows(context, {}, request.POST) if each.action.name == name), None)
        back = HttpResponseRedirect(context.subject.get_absolute_url())
        if row is None or row.offer.blockers:
            messages.warning(request, TAKEN)
            return back
        if not row.form.is_valid():
            return self.show(request, pk, {name: row.form})
        try:
            row.action(context.subject, by=request.user, now=timezone.now(), **row.form.cleaned_data)
        except ValidationError as error:
            add_errors(row.form, error)
            return self.show(request, pk, {name: row.form})
        messages.success(request, row.action.done)
        return back

    def offer_rows(self, context: Context, bound: dict[str, Any], data: Any = None) -> list[OfferRow]:
        where = f"admin:{self.opts.app_label}_{self.opts.model_name}_act"
        return [
            OfferRow(
                offer,
                bound.get(offer.action.name) or offer.form(data),
                reverse(where, args=[context.subject.pk, offer.action.name]),
            )
            for offer in offers(self.workflow, context)
        ]

    def context_of(self, request: HttpRequest, pk: int) -> Context:
        subject = self.get_queryset(request).select_related(*self.page_reads).filter(pk=pk).first()
        if subject is None:
            raise Http404(NOT_FOUND)
        return self.workflow.context(subject, access_for(request))
