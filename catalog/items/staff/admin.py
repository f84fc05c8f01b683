"""Items at the desk. State is never a field: it changes by buttons that take the actions (see ``workbench``)."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from catalog.items.actions.table import items
from catalog.items.models import Item
from catalog.items.staff.buttons import form_of
from catalog.items.staff.frame import PAGES, item_page
from catalog.items.staff.workbench import preview_page, workbench_page
from catalog.items.staff.writing_steps import is_writable
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.workflow.action import Action
from disclosure.workflow.staff.admin import ProcedureAdmin


@admin.register(Item)
class ItemAdmin(ProcedureAdmin):
    workflow = items
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    add_permissions = (DRAFT,)
    scope_decides = True
    page_reads = ("organization", "entry", "department", "deadline", "working_version", "published_version")
    list_display = ["title", "state", "under", "scope", "event_on", "due", "organization"]
    list_display_links = ["title"]
    list_filter = ["state", "scope"]
    search_fields = ["title", "index_number"]
    search_help_text = "按标题或索引号查找"
    list_select_related = page_reads
    ordering = ["-pk"]
    not_found = "没有这个事项，或者它不在您的工作范围内。"

    @admin.display(description="目录事项")
    def under(self, item):
        return item.entry_words

    @admin.display(description="应公开")
    def due(self, item):
        return item.deadline.due_on if item.deadline else None

    def get_queryset(self, request):
        access = access_for(request)
        return Item.objects.on_desk_of(access.user, access.on)

    def get_urls(self):
        own = [item_page(self, "preview/", preview_page, "preview")]
        return own + [address for make in PAGES for address in make(self)] + super().get_urls()

    # --- pages ---

    def show(self, request, pk, bound=None):
        return workbench_page(self, request, self.context_of(request, pk), bound or {})

    def take(self, request, pk, name):
        """Back to the item while it is still on the desk, else to today's list."""
        answer = super().take(request, pk, name)
        is_done = isinstance(answer, HttpResponseRedirect)
        is_gone = is_done and not self.get_queryset(request).filter(pk=pk).exists()
        return HttpResponseRedirect(reverse("admin:index")) if is_gone else answer

    # --- what the pages share ---

    def form_of(self, offer, context, data=None):
        return form_of(offer, context, data)

    def done_words(self, action, values):
        if values.get("passed") is False:
            return "已退回。拟稿人会收到您的意见。"
        return action.done or f"“{action.label}”已办好。"

    def again(self, request, pk, step: str, form):
        """The same step with its errors; nothing typed is lost."""
        if not is_writable(self.context_of(request, pk)):
            self.say_errors(request, form)
            return self.show_with_text(request, pk, form)
        request.GET = request.GET.copy()
        request.GET["step"] = step
        return self.show(request, pk, {step: form})

    def attempt(self, request, action: Action, item: Item, done: str, **values: Any) -> None:
        """Take an action that asks nothing on its page: say that it is done, or what speaks against it."""
        try:
            action(item, by=request.user, now=timezone.now(), **values)
        except ValidationError as error:
            for words in error.messages:
                messages.error(request, words)
        else:
            messages.success(request, done)
