"""Exemptions and deferrals for the staff: the list, the three questions, the page on which each person decides."""

from functools import partial

from django.contrib import admin
from django.db.models import Q
from django.urls import path

from catalog.obligations.withholdings.actions import withholdings
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.staff.narrowing_page import narrowing_page
from catalog.obligations.withholdings.staff.page import WAITS_FOR, days_of, page_of
from catalog.obligations.withholdings.staff.proposal_page import proposal_page
from disclosure.deadlines.dates import local_day, month_day
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.who import HoldsAbove


@admin.register(Withholding)
class WithholdingAdmin(ProcedureAdmin):
    workflow = withholdings
    page_template = "admin/catalog/withholding/page.html"
    page_reads = (
        "organization",
        "entry",
        "item",
        "proposed_by",
        "approved_by",
        "filing__deadline",
        "superior_deadline",
    )
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    scope_decides = has_cards = True
    add_permissions = (DRAFT,)
    list_display = ["subject", "kind", "reason", "days", "state", "organization"]
    list_filter = ["state", "kind", "reason"]
    list_select_related = ["organization", "entry", "item"]
    search_fields = ["entry_code", "entry__name", "organization__name", "organization__code"]
    search_help_text = "按代码、公开内容、党组织查找"
    ordering = ["-pk"]
    change_list_template = "admin/catalog/withholding/list.html"

    @admin.display(description="事项")
    def subject(self, withholding):
        return withholding.subject

    @admin.display(description="期限")
    def days(self, withholding):
        return days_of(withholding)

    def scope(self, request):
        """Of the own organisations; of those below, what has come up for decision."""
        access, above = access_for(request), Q(needs_superior=True, approved_at__isnull=False)
        return Q(organization__in=access.desk_ids) | (HoldsAbove(DECIDE_BELOW).rows(access) & above)

    def page_of(self, context):
        return page_of(context)

    def card_of(self, withholding):
        press = "去审定" if withholding.state == Withholding.State.AGREED else "去批准"
        return self.card(withholding, f"{month_day(local_day(withholding.proposed_at))}提出", press)

    def waits_for(self, context):
        return WAITS_FOR.get(context.subject.state, "")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("add/", wrap(partial(proposal_page, self)), name="catalog_withholding_add"),
            path("narrow/", wrap(partial(narrowing_page, self)), name="catalog_withholding_narrow"),
            *super().get_urls(),
        ]
