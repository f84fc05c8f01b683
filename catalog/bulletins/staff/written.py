"""The desk of what is written here and published by another person: notices, consultations, meetings.

Begun for an organisation, saved as often as one likes; what is refused stands at its field with everything that was typed.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.roles import DRAFT
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.forms import UploadForm
from disclosure.web.frame import add_errors, framed


class WrittenDesk(ScopedAdmin):
    """A subclass says how a row is begun and saved (``begin``, ``keep``: they raise ``ValidationError`` by field), what its
    page shows (``page_of``) and which steps it offers (``offers_for``, or an ``act`` of its own). ``joined``: what its page reads beside the row."""

    list_display_links = ["title"]
    list_select_related = ["organization"]
    search_fields = ["title"]
    search_help_text = "按标题查找"
    text_form: Callable[..., Any]
    begin: Callable[..., Any]
    keep: Callable[..., Any]
    first: dict = {}
    joined: tuple[str, ...] = ("organization",)
    adding: str
    begun = "草稿已保存。需要附件的可以接着添加。"
    unknown: str

    def page_of(self, request, row, bound) -> dict[str, Any]:
        raise NotImplementedError

    def offers_for(self, request, row) -> list[Any]:
        raise NotImplementedError

    def get_queryset(self, request):
        return self.model.objects.on_desk_of(request.user, timezone.localdate())

    def has_add_permission(self, request, obj=None):
        return access_for(request).has_any(DRAFT)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("add/", wrap(self.add_page), name=f"{name}_add"),
            path("<int:pk>/change/", wrap(self.work_page), name=f"{name}_change"),
            path("<int:pk>/save/", wrap(require_POST(self.save)), name=f"{name}_save"),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name=f"{name}_act"),
        ]
        return own + super().get_urls()

    # --- pages ---

    def add_page(self, request):
        """One organisation is chosen first where the person works for several."""
        organizations = organizations_with(request, DRAFT)
        organization, form = chosen(request, organizations), None
        if organization:
            data = request.POST if request.method == "POST" else None
            form = self.text_form(data, organization=organization, initial=self.first)
            if form.is_bound and form.is_valid() and (row := self.written(request, organization, form)):
                messages.success(request, self.begun)
                return self.back_to(row.pk)
        list_url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context = {"form": form, "organization": organization, "organizations": organizations, "list_url": list_url}
        return framed(self, request, "admin/catalog/written_add.html", self.adding, context)

    def work_page(self, request, pk, bound=None):
        row = self.found(request, pk)
        context = {**self.page_of(request, row, bound or {}), "base": self.base_of(pk)}
        return self.page(request, "page", row.title, context)

    def page(self, request, name: str, title: str, context: dict):
        template = f"admin/{self.opts.app_label}/{self.opts.model_name}/{name}.html"
        return framed(self, request, template, title, context)

    # --- writes ---

    def written(self, request, organization, form):
        values = {name: value for name, value in form.cleaned_data.items() if name != "seen_saved_at"}
        try:
            return self.begin(organization, by=request.user, now=timezone.now(), **values)
        except ValidationError as error:
            add_errors(form, error)
            return None

    def save(self, request, pk):
        row = self.found(request, pk)
        form = self.text_form(request.POST, organization=row.organization)
        if not form.is_valid():
            return self.work_page(request, pk, {"text": form})
        try:
            self.keep(row, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            with_stamp(form, "seen_saved_at", row.saved_at)
            return self.work_page(request, pk, {"text": form})
        messages.success(request, "已保存。")
        return self.back_to(pk)

    def act(self, request, pk, name):
        """Take one of the offered steps. A second press finds it taken and says so."""
        row = self.found(request, pk)
        offer = next((each for each in self.offers_for(request, row) if each.name == name), None)
        if offer is None:
            messages.warning(request, "这一步已经有人办过，或者现在还轮不到这一步。")
            return self.back_to(pk)
        form = offer.form(request.POST, prefix=name)
        if not form.is_valid():
            return self.work_page(request, pk, {name: form})
        try:
            offer.act(row, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            return self.refused(request, row, form, error)
        messages.success(request, offer.done)
        return self.back_to(pk)

    def refused(self, request, row, form, error):
        say(request, error)
        return self.back_to(row.pk)

    # --- small pieces ---

    def found(self, request, pk):
        row = self.get_queryset(request).select_related(*self.joined).filter(pk=pk).first()
        if row is None:
            raise Http404(self.unknown)
        return row

    def attempt(self, request, work, done: str) -> None:
        try:
            work()
        except (ValidationError, PermissionDenied) as error:
            say(request, error)
        else:
            messages.success(request, done)

    def base_of(self, pk: int) -> str:
        return f"/admin/{self.opts.app_label}/{self.opts.model_name}/{pk}/"

    def back_to(self, pk):
        return HttpResponseRedirect(f"{self.base_of(pk)}change/")


class WithFiles(WrittenDesk):
    """A written row with files; ``attach`` and ``detach`` keep and drop one."""

    attach: Callable[..., Any]
    detach: Callable[..., Any]

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("<int:pk>/files/", wrap(require_POST(self.add_file)), name=f"{name}_files"),
            path("<int:pk>/files/<int:file>/remove/", wrap(require_POST(self.remove_file)), name=f"{name}_remove_file"),
        ]
        return own + super().get_urls()

    def add_file(self, request, pk):
        row, form = self.found(request, pk), UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                self.attach(row, upload=form.cleaned_data["file"], by=request.user, now=timezone.now())
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, "附件已添加。")
                return self.back_to(pk)
        return self.work_page(request, pk, {"file": form})

    def remove_file(self, request, pk, file):
        kept = self.found(request, pk).files.filter(pk=file).first()
        if kept is None:
            raise Http404
        done = f"已删除附件“{kept.name}”。"
        self.attempt(request, lambda: self.detach(kept, by=request.user, now=timezone.now()), done)
        return self.back_to(pk)


def with_stamp(form, name: str, saved_at) -> None:
    """What was typed, to be saved over what stands now once the writer presses again."""
    if saved_at:
        form.data = form.data.copy()
        form.data[form.add_prefix(name)] = saved_at.isoformat()


def say(request, error) -> None:
    for words in getattr(error, "messages", None) or [str(error)]:
        messages.error(request, words)
