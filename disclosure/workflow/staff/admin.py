"""The staff pages of a procedure: the scoped list, the page of one object, its actions. A procedure adds its facts."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core import checks
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.components import Fact, TaskCard
from disclosure.web.frame import add_errors, framed
from disclosure.workflow.kit import Action, Context, Workflow
from disclosure.workflow.offers import offered, offers
from disclosure.workflow.staff.page import OfferRow, ProcedurePage, button_styles, history_of, stamped, typed_in


class ProcedureAdmin(ScopedAdmin):
    """``workflow``: its table; ``start``: the action that begins one, asked at ``add/`` of who holds ``add_permissions``;
    ``page_reads``: what the page joins; ``take_name``: the end of the name under which its actions' address, ``take_path``, is
    found; ``has_cards``: what waits for a person stands on the desk's first page too. State changes by the actions alone."""

    workflow: Workflow
    start: Action | None = None
    start_template, start_title, start_press, start_note = "workflow/start.html", "", "提交", ""
    has_cards = False
    page_template = "workflow/page.html"
    page_reads: tuple[str, ...] = ()
    take_name, take_path = "act", "<int:pk>/do/<slug:name>/"
    # What is said of an action that is not offered; empty: what the action itself says.
    taken = "这一步已经有人办过，或者现在还轮不到这一步。"
    not_found = "没有这一件，或者它不在您的工作范围内。"
    # Whether fields bear the name of their action, as they must where a page shows several forms.
    prefixes_fields = True
    # Events that its time line does not name.
    untold: tuple[str, ...] = ()

    def page_of(self, context: Context) -> ProcedurePage:
        raise NotImplementedError

    def page_with(self, context: Context, bound: dict[str, Any]) -> ProcedurePage:
        """Where a page has forms beside its offers: those that were posted with errors are in ``bound``."""
        return self.page_of(context)

    def card_of(self, subject: Any) -> TaskCard:
        """As the desk's first page shows what waits for the person; ``card`` says more."""
        return self.card(subject, self.workflow.state_words(subject))

    def card(self, subject: Any, words: str, press: str = "去办理", title: str = "") -> TaskCard:
        url, kind = self.workflow.url_of(subject), str(self.opts.verbose_name)
        name, whose = title or self.workflow.heading(subject), str(self.workflow.organization_of(subject) or "")
        return TaskCard(name, url, kind, whose, words, "waiting", action_label=press, action_url=url)

    def waits_for(self, context: Context) -> str:
        """Whose word is wanted, for who has none to say."""
        return ""

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("<int:pk>/change/", wrap(require_safe(self.show)), name=f"{name}_change"),
            path(self.take_path, wrap(self.take), name=f"{name}_{self.take_name}"),
        ]
        if self.start is not None:
            own.append(path("add/", wrap(self.start_page), name=f"{name}_add"))
        return own + super().get_urls()

    # --- beginning one ---

    def start_organizations(self, request: HttpRequest) -> QuerySet[Organization]:
        """For which the person may begin one."""
        return organizations_with(request, *(self.add_permissions or ()))

    def start_form(self, request: HttpRequest, organization: Organization) -> Any:
        """What the start asks; its fields are the values of the action."""
        data = request.POST if request.method == "POST" else None
        return ((self.start and self.start.form) or forms.Form)(data)

    def start_values(self, form: Any) -> Mapping[str, Any]:
        return form.cleaned_data

    def start_about(self, organization: Organization) -> Any:
        """What the page says beside the form."""
        return None

    def start_page(self, request: HttpRequest) -> HttpResponse:
        """One organisation is chosen first where the person works for several."""
        assert self.start is not None
        organizations = self.start_organizations(request)
        organization, form, about = chosen(request, organizations), None, None
        if organization:
            form, about = self.start_form(request, organization), self.start_about(organization)
            if form.is_bound and form.is_valid():
                answer = self.begin(request, self.start, organization, form, self.start_values(form))
                if answer is not None:
                    return answer
        list_url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context = {"form": form, "organization": organization, "organizations": organizations, "about": about}
        shown = {**context, "press": self.start_press, "note": self.start_note, "list_url": list_url}
        return framed(self, request, self.start_template, self.start_title or self.start.label, shown)

    def begin(
        self, request: HttpRequest, start: Action, subject: Any, form: Any, values: Mapping[str, Any], query: str = ""
    ) -> HttpResponse | None:
        """To what was begun, with ``query`` behind its address; None where it is refused: the form says why."""
        found = self.carry_out(request, start, subject, form, values)
        return None if found is None else HttpResponseRedirect(self.workflow.url_of(found) + query)

    # --- the page of one ---

    def add_view(self, request, form_url="", extra_context=None):
        """A row begins by an action alone, never by a form of all its columns."""
        raise Http404("这里不能新建。")

    def check(self, **kwargs):
        """A page that begins one which nobody may open."""
        found = super().check(**kwargs)
        if self.start is not None and not self.add_permissions:
            found.append(checks.Error(f"{type(self).__name__}: start needs add_permissions", id="workflow.E004"))
        return found

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Where the address names no number that a row can have."""
        raise Http404(self.not_found)

    def show(self, request: HttpRequest, pk: int, bound: dict[str, Any] | None = None) -> TemplateResponse:
        """``bound``: forms that were posted with errors, by the name of their action."""
        context = self.context_of(request, pk)
        # The stamps first: what comes in between is shown and must be read again, never the other way round.
        rows = self.offer_rows(context, bound or {})
        page = self.page_with(context, bound or {})
        # Not read where the page does not show it.
        history = partial(history_of, context.subject, self.untold)
        values = {"page": page, "subject": context.subject, "offers": rows, "history": history}
        values["waits_for"] = "" if rows else self.waits_for(context)
        return framed(self, request, self.page_template, page.heading, values)

    @method_decorator(require_POST)
    def take(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """One of the offered actions. A second press finds it taken and says so."""
        context = self.context_of(request, pk)
        offer = offered(self.workflow, context, name)
        if offer is None or not offer.action.is_button:
            return self.take_too_late(request, context, name)
        form = self.stamped_form(offer.action, context, request.POST)
        if form.is_valid():
            found = self.carry_out(request, offer.action, context.subject, form, form.cleaned_data)
            if found is not None:
                return HttpResponseRedirect(self.url_after(context.subject, found))
        if form.visible_fields():
            return self.show_again(request, pk, offer.action, form)
        return self.back_with_errors(request, context.subject, form)

    def take_too_late(self, request: HttpRequest, context: Context, name: str) -> HttpResponse:
        """Somebody was quicker, or it was never offered."""
        self.say_why_not(request, context, name)
        action = self.workflow.actions.get(name)
        form = self.form_of(action, context, request.POST) if action else forms.Form()
        typed = typed_in(form)
        return self.show_typed(request, context.subject.pk, typed) if typed else self.back_to(context.subject)

    def show_again(
        self, request: HttpRequest, pk: int, action: Action, form: Any, *, name: str = "", **more: Any
    ) -> HttpResponse:
        """What was refused in the form that was posted; above the page where there is no such form any more. ``name``: that of
        the form, if it is not the action's; ``more``: what else the page is bound to."""
        if offered(self.workflow, self.context_of(request, pk), action.name):
            return self.show(request, pk, {name or action.name: form, **more})
        self.say_errors(request, form)
        return self.show_with_text(request, pk, form)

    def show_with_text(self, request: HttpRequest, pk: int, form: Any) -> HttpResponse:
        return self.show_typed(request, pk, typed_in(form))

    def show_typed(self, request: HttpRequest, pk: int, typed: list[Fact]) -> HttpResponse:
        """The page as it is now, and what was typed for a step that is over: it can be copied."""
        response = self.show(request, pk)
        response.context_data = {**(response.context_data or {}), "typed_texts": typed}
        return response

    def press(
        self, request: HttpRequest, action: Action, subject: Any, *, back: str = "", **values: Any
    ) -> HttpResponse:
        """Take an action that asks nothing and that no offer of the page names; ``back``: where it leads, if not to the page."""
        form = forms.Form({})
        form.is_valid()
        try:
            self.carry_out(request, action, subject, form, values)
        except PermissionDenied as error:
            form.add_error(None, str(error))
        self.say_errors(request, form)
        return HttpResponseRedirect(back or self.workflow.url_of(subject))

    def say_why_not(self, request: HttpRequest, context: Context, name: str) -> None:
        if self.taken:
            messages.warning(request, self.taken)
            return
        action, person = self.workflow.actions.get(name), context.user
        if action is None or not action.is_button:
            raise Http404
        try:
            self.workflow.check(action, context.subject, by=person, now=timezone.now())
        except (PermissionDenied, ValidationError) as error:
            messages.error(request, str(error))

    def back_with_errors(self, request: HttpRequest, subject: Any, form: Any) -> HttpResponse:
        """The page as it is now, with what was refused above it."""
        self.say_errors(request, form)
        return self.back_to(subject)

    def say_errors(self, request: HttpRequest, form: Any) -> None:
        for errors in form.errors.values():
            for words in errors:
                messages.error(request, words)

    def back_to(self, subject: Any) -> HttpResponse:
        return HttpResponseRedirect(self.workflow.url_of(subject))

    def url_after(self, subject: Any, found: Any) -> str:
        """Where an action leads: to the row it made, else back; to the list where the row is gone."""
        row = found if isinstance(found, self.workflow.model) else subject
        if row.pk is None:
            return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return self.workflow.url_of(row)

    def carry_out(
        self, request: HttpRequest, action: Action, subject: Any, form: Any, values: Mapping[str, Any]
    ) -> Any:
        """Take it and say so. Returns what the action returns; None where it is refused: then the form says why."""
        person: Any = request.user
        try:
            found = action(subject, by=person, now=timezone.now(), **values)
        except ValidationError as error:
            add_errors(form, error)
            return None
        messages.success(request, self.done_words(action, values).format(found=found))
        return found

    def done_words(self, action: Action, values: Mapping[str, Any]) -> str:
        """``{found}`` in them is what the action returned."""
        return action.done

    def offer_rows(self, context: Context, bound: dict[str, Any]) -> list[OfferRow]:
        where = f"admin:{self.opts.app_label}_{self.opts.model_name}_{self.take_name}"
        found = offers(self.workflow, context)
        return [
            OfferRow(
                offer,
                stamped(bound.get(offer.action.name) or self.form_of(offer.action, context), offer.action, context),
                reverse(where, args=[context.subject.pk, offer.action.name]),
                style,
            )
            for offer, style in zip(found, button_styles(found), strict=True)
        ]

    def stamped_form(self, action: Action, context: Context, data: Any) -> Any:
        """As posted, with the stamp of what its page shows."""
        return stamped(self.form_of(action, context, data), action, context)

    def form_of(self, action: Action, context: Context, data: Any = None) -> Any:
        initial = dict(action.initial(context)) if action.initial else None
        prefix = action.name if self.prefixes_fields else None
        return (action.form or forms.Form)(data, initial=initial, prefix=prefix)

    def context_of(self, request: HttpRequest, pk: int) -> Any:
        """That of its own procedure."""
        subject = self.get_queryset(request).select_related(*self.page_reads).filter(pk=pk).first()
        if subject is None:
            raise Http404(self.not_found)
        return self.workflow.context(subject, access_for(request))
