"""The ledger, read by those who work at the desk (LK-13). The calendar's pages stand with the holidays."""

from django.contrib import admin

from disclosure.deadlines.holidays import admin as calendar  # noqa: F401  registers the calendar's pages
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.traces import explain
from disclosure.organizations.roles import DRAFT, PUBLISH, WATCH
from disclosure.organizations.scoped_admin import ScopedAdmin


@admin.register(Deadline)
class DeadlineAdmin(ScopedAdmin):
    """The ledger of the own organisations, to be read: dates move by extension, pause and recomputation only."""

    view_permissions = (DRAFT, PUBLISH, WATCH)
    view_administrators = ("system",)
    list_display = ["title", "organization", "department", "kind", "due_on", "is_provisional", "closed_on"]
    list_filter = ["kind", "is_provisional", ("closed_on", admin.EmptyFieldListFilter)]
    list_select_related = ["organization", "department"]
    search_fields = ["title", "organization__name", "organization__code"]
    search_help_text = "按事由、党组织查找"
    ordering = ["-pk"]
    sortable_by = ()
    fields = ["title", "organization", "department", "person", "kind", "start_on", "due_on", "is_provisional"]
    fields += ["why", "opened_on", "paused_on", "closed_on"]
    readonly_fields = fields

    @admin.display(description="为什么是这一天")
    def why(self, deadline):
        return "；".join(explain(deadline.trace)) if deadline.trace else ""
