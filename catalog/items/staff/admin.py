"""Items at the desk. State is never a field: it changes by buttons that take the actions (see ``workbench``)."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from catalog.items.actions.table import items
from catalog.items.models import Item
from catalog.items.staff.buttons import form_of
from catalog.items.staff.frame import PAGES, item_page
from catalog.items.staff.workbench import preview_page, workbench_page
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

    def form_of(self, action, context, data=None):
        return form_of(action, context, data)

    def done_words(self, action, values):
        if values.get("passed") is False:
            return "已退回。拟稿人会收到您的意见。"
        if values.get("agreed") is False:
            return "已决定不保留，申请人会收到通知。"
        return action.done or f"“{action.label}”已办好。"

    def show_step(self, request, pk, step: str, action: Action, form):
        """The same step with its errors; nothing typed is lost."""
        request.GET = request.GET.copy()
        request.GET["step"] = step
        return self.show_again(request, pk, action, form, name=step)
