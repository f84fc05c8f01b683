"""Resets of passwords at the desk of the system and the security administrator. A code stands in the answer to the press, never again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from disclosure.accounts.actions import agree, ask, needs_two, resets
from disclosure.accounts.models import PasswordReset
from disclosure.accounts.page import page_of, slip_of
from disclosure.organizations.access import access_for
from disclosure.organizations.models.people import User
from disclosure.organizations.scoped_admin import OfNoOrganization
from disclosure.web.components import Link
from disclosure.web.frame import add_errors, framed
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import ProcedurePage


@admin.register(PasswordReset)
class PasswordResetAdmin(OfNoOrganization, ProcedureAdmin):
    workflow, has_cards = resets, True
    view_administrators = ("system", "security", "audit")
    list_display = ["person", "state", "asked_by", "asked_at", "decided_by"]
    list_select_related = ["person", "asked_by", "decided_by"]
    ordering = ["-pk"]

    def get_urls(self):
        page = self.admin_site.admin_view(self.ask_page)
        return [path("of/<int:pk>/", page, name="accounts_passwordreset_of"), *super().get_urls()]

    def ask_page(self, request, pk):
        """Asked for one account; who may is the action's own rule."""
        person = get_object_or_404(User, pk=pk)
        if not ask.who.allows_in(person, access_for(request)):
            raise PermissionDenied("不能重设自己的密码；别人的，普通账号由系统管理员提出，管理员的由安全管理员提出。")
        form = ask.form(request.POST if request.method == "POST" else None)
        is_halved = needs_two(person, timezone.localdate())
        shown = {"person": person, "form": form, "is_halved": is_halved, "half": "前一半"}
        if form.is_bound and form.is_valid():
            try:
                _row, code = ask(person, by=request.user, now=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                shown["slip"] = slip_of(person, code)
        return self.code_page(request, person, shown)

    def take(self, request, pk, name):
        """Agreeing shows the second half in its own answer."""
        return self.agree_page(request, pk) if name == agree.name else super().take(request, pk, name)

    @method_decorator(require_POST)
    def agree_page(self, request, pk):
        row = self.context_of(request, pk).subject
        try:
            code = agree(row, by=request.user, now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.back_to(row)
        return self.code_page(
            request, row.person, {"is_halved": True, "half": "后一半", "slip": slip_of(row.person, code)}
        )

    def code_page(self, request, person, shown):
        about = self.admin_site.get_model_admin(User)
        under = Link(str(person), reverse("admin:organizations_user_change", args=[person.pk]))
        shown["start"] = request.build_absolute_uri(reverse("first_day:start"))
        return framed(about, request, "admin/accounts/code.html", "重设密码", shown, under)

    def page_of(self, context: Context) -> ProcedurePage:
        return page_of(context.subject)

    def waits_for(self, context):
        row = context.subject
        return f"等{User.Administrator(row.decided_as).label}同意。" if row.state == row.State.ASKED else ""
