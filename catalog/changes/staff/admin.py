"""Changes of the catalogue on the staff pages: the list, the questions, the page on which the maker of the catalogue decides."""

from django.contrib import admin
from django.db.models import Q
from django.urls import path

from catalog.changes.actions import ask, changes
from catalog.changes.models import EntryChange
from catalog.changes.staff.asking_page import asking_page_of
from catalog.changes.staff.page import page_of
from disclosure.deadlines.dates import local_day, month_day
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DESK_PERMISSIONS, MANAGE_CATALOGUE
from disclosure.web.frame import framed
from disclosure.workflow.staff.admin import ProcedureAdmin


@admin.register(EntryChange)
class EntryChangeAdmin(ProcedureAdmin):
    workflow = changes
    page_template = "admin/catalog/entrychange/page.html"
    page_reads = (
        "organization", "catalogue__organization", "asked_by", "decided_by", "announcement", "new_catalogue",
        "filing__deadline",
    )  # fmt: skip
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    scope_decides = has_cards = True
    add_permissions = (MANAGE_CATALOGUE,)
    list_display = ["subject", "kind", "state", "organization", "maker", "asked_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["organization", "catalogue__organization"]
    search_fields = ["entry_code", "entry__name", "organization__name", "organization__code"]
    search_help_text = "按代码、公开内容、党组织查找"
    ordering = ["-pk"]
    change_list_template = "admin/catalog/entrychange/list.html"

    @admin.display(description="事项")
    def subject(self, change):
        return change.subject

    @admin.display(description="制定目录的组织")
    def maker(self, change):
        return change.maker

    def scope(self, request):
        """Asked by the own organisations, or about a catalogue that one of them made."""
        own = access_for(request).desk_ids
        return Q(organization__in=own) | Q(catalogue__organization__in=own)

    def page_of(self, context):
        return page_of(context)

    def card_of(self, change):
        title, words = f"{change.get_kind_display()}：{change.subject}", f"{month_day(local_day(change.asked_at))}申请"
        return self.card(change, words, "去批准", title)

    def waits_for(self, context):
        is_open = context.subject.state == EntryChange.State.SUBMITTED
        return f"等{context.subject.maker}批准。" if is_open else ""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("add/", wrap(self.asking_page), name="catalog_entrychange_add"), *super().get_urls()]

    # --- asking ---

    def asking_page(self, request):
        """First which entry, then what is to become of it."""
        page = asking_page_of(request)
        if page.form and page.form.is_bound and page.form.is_valid():
            values = {"entry": page.entry, **page.form.values()}
            answer = self.begin(request, ask, page.organization, page.form, values)
            if answer is not None:
                return answer
        return framed(self, request, "admin/catalog/entrychange/ask.html", "申请变更目录事项", {"page": page})
