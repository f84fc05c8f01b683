"""The staff pages of what is written here and published by another person: notices, consultations, meetings.

Begun for an organisation, saved as often as one likes; what is refused stands at its field with everything that was typed.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from disclosure.organizations.roles import DRAFT
from disclosure.web.forms import UploadForm
from disclosure.workflow.action import Action
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import stamped


class WrittenAdmin(ProcedureAdmin):
    """``save``: the action that saves a row, which takes what ``text_form`` asks, as ``start`` does; ``first``: what an empty
    form says."""

    save: Action
    text_form: Callable[..., Any]
    first: ClassVar[dict[str, Any]] = {}
    start_template, start_press = "admin/catalog/written_add.html", "保存草稿"
    add_permissions = (DRAFT,)
    list_display_links = ["title"]
    list_select_related = ["organization"]
    search_fields = ["title"]
    search_help_text = "按标题查找"

    def get_queryset(self, request):
        return self.model.objects.on_desk_of(request.user, timezone.localdate())

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [path("<int:pk>/save/", wrap(require_POST(self.save_text)), name=f"{name}_save"), *super().get_urls()]

    def start_form(self, request, organization):
        data = request.POST if request.method == "POST" else None
        return self.text_form(data, organization=organization, initial=self.first)

    def save_text(self, request, pk):
        context = self.context_of(request, pk)
        row = context.subject
        form = stamped(self.text_form(request.POST, organization=row.organization), self.save, context)
        if form.is_valid() and self.carry_out(request, self.save, row, form, form.cleaned_data) is not None:
            return self.back_to(row)
        return self.show_again(request, pk, self.save, form, name="text")


class WithFiles(WrittenAdmin):
    """A written row with files; ``attach`` is the action that keeps one, ``detach`` the one that drops one."""

    attach: Action
    detach: Action

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("<int:pk>/files/", wrap(require_POST(self.add_file)), name=f"{name}_files"),
            path("<int:pk>/files/<int:file>/remove/", wrap(require_POST(self.remove_file)), name=f"{name}_remove_file"),
        ]
        return own + super().get_urls()

    def add_file(self, request, pk):
        row, form = self.context_of(request, pk).subject, UploadForm(request.POST, request.FILES)
        if form.is_valid():
            given = {"upload": form.cleaned_data["file"]}
            if self.carry_out(request, self.attach, row, form, given) is not None:
                return self.back_to(row)
        return self.show_again(request, pk, self.attach, form, name="file")

    def remove_file(self, request, pk, file):
        row = self.context_of(request, pk).subject
        kept = row.files.filter(pk=file).first()
        if kept is None:
            raise Http404
        return self.press(request, self.detach, row, file=kept)
