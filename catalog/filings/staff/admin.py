"""The register of what goes up: the list, one page a filing with its buttons, what came in, the downloads (LK-04, YY-08)."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.filings.actions import filings
from catalog.filings.exporting import register_file
from catalog.filings.staff.lists import INCOMING_ORDER, JOINED, STATES, came_in, in_state, row_of
from catalog.filings.staff.page import page_of
from catalog.filings.visibility import filings_for
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS
from disclosure.web.frame import framed
from disclosure.web.page_links import listed
from disclosure.workflow.staff.admin import ProcedureAdmin


class StateFilter(admin.SimpleListFilter):
    title = "情况"
    parameter_name = "is"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _condition) in STATES.items()]

    def queryset(self, request, queryset):
        return in_state(queryset, self.value(), timezone.localdate())


class FilingAdmin(ProcedureAdmin):
    """Registered by the package that knows for what a filing is written by hand."""

    workflow = filings
    page_template = "admin/catalog/filing/page.html"
    page_reads = (*JOINED, "sent_by", "received_by", "commented_by")
    take_name = "do"
    taken = "这一步已经有人办过，或者不由您办。"
    not_found = "没有这份报送材料，或者它不在您的工作范围内。"
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    scope_decides = True
    list_display = ["title", "what", "organization", "to_name", "due", "state", "sent_on", "number"]
    list_filter = [StateFilter, "what"]
    list_select_related = JOINED
    search_fields = ["title", "number", "organization__name", "to_name"]
    search_help_text = "按事由、文号、组织查找"
    ordering = ["-pk"]
    change_list_template = "admin/catalog/filing/list.html"

    @admin.display(description="应报")
    def due(self, filing):
        return filing.deadline.due_on if filing.deadline else None

    @admin.display(description="情况")
    def state(self, filing):
        return filing.state_words(timezone.localdate())

    def get_queryset(self, request):
        return filings_for(access_for(request))

    def page_of(self, context):
        return page_of(context)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("incoming/", wrap(require_safe(self.incoming_page)), name="catalog_filing_incoming"),
            path("export.<slug:kind>", wrap(require_safe(self.export)), name="catalog_filing_export"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        extra = {"receives": access_for(request).has_any(DECIDE_BELOW)}
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    def incoming_page(self, request):
        """What came in from below, not yet signed for first."""
        on, access = timezone.localdate(), access_for(request)
        if not access.has_any(DECIDE_BELOW):
            raise PermissionDenied("您没有审定下级报送事项的岗位。")
        page = listed(request.GET, came_in(access), order=INCOMING_ORDER)
        context = {"rows": [row_of(filing, on) for filing in page.rows], "page": page}
        return framed(self, request, "admin/catalog/filing/incoming.html", "下级报来的", context)

    def export(self, request, kind):
        if not self.has_view_permission(request):
            raise Http404
        on = timezone.localdate()
        return register_file(kind, in_state(self.get_queryset(request), request.GET.get("is"), on), on)
