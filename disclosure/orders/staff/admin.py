"""Orders for the staff of both sides: given and confirmed by the issuer, reported by whoever puts it right (JG-17)."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.deadlines.dates import late_by
from disclosure.orders.actions import begin_order
from disclosure.orders.forms import OrderForm
from disclosure.orders.models import Order
from disclosure.orders.procedure import orders
from disclosure.orders.staff.beginning import Found, late_row, source_of
from disclosure.orders.staff.evidence_pages import EvidencePages
from disclosure.orders.staff.filters import DueFilter, SideFilter
from disclosure.orders.staff.page import page_of
from disclosure.orders.who import issuers_of, organizations_below, readable_by
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT, PERMISSIONS

MOST = 50


@admin.register(Order)
class OrderAdmin(EvidencePages):
    workflow, has_cards = orders, True
    page_template, start_template = "admin/orders/order/page.html", "admin/orders/order/start.html"
    page_reads = (
        "organization",
        "issuer",
        "department",
        "person",
        "deadline",
        "issued_by",
        "closed_by",
        "withdrawn_by",
    )
    not_found = "没有这件整改，或者它不在您的工作范围内。"
    view_permissions = tuple(name for name, _label in PERMISSIONS)
    scope_decides = True
    start, start_title, start_press = begin_order, "要求整改", "发出"
    add_permissions = (INSPECT, DECIDE_BELOW)
    list_display = ["__str__", "state", "organization", "department", "issuer", "due_on", "late", "source_label"]
    list_filter = [DueFilter, SideFilter, "state"]
    list_select_related = ["organization", "department", "issuer", "deadline"]
    search_fields = ["what", "organization__name", "organization__code"]
    search_help_text = "按整改内容、党组织查找"
    ordering = ["-pk"]

    def scope(self, request):
        return readable_by(access_for(request))

    @admin.display(description="哪一天前完成")
    def due_on(self, order):
        return order.deadline and order.deadline.due_on

    @admin.display(description="逾期")
    def late(self, order):
        row = order.deadline
        return late_by(row.due_on, row.closed_on or timezone.localdate()) if row and row.due_on else ""

    def page_with(self, context, bound):
        return page_of(context, bound.get("add_evidence"))

    def waits_for(self, context):
        state, order = Order.State, context.subject
        if order.state == state.REPORTED:
            return f"等{order.issuer}确认。"
        return f"等{order.organization}报告整改情况。" if order.state in (state.OPEN, state.RETURNED) else ""

    # --- beginning one ---

    def start_organizations(self, request):
        """By the row of the ledger it is about, by its code, or those that are searched for."""
        access = access_for(request)
        rows, asked = organizations_below(access), Found.of(request)
        if asked.deadline:
            row = late_row(request, access)
            return rows.filter(pk=row.organization_id) if row else rows.none()
        return rows.filter(asked.matching) if asked.code or asked.query else rows[: MOST + 1]

    def start_form(self, request, organization):
        access = access_for(request)
        row = late_row(request, access)
        form = OrderForm(request.POST if request.method == "POST" else None, initial=source_of(row).initial)
        return form.choose_among(organization, issuers_of(organization, access))

    def start_page(self, request):
        """``deadline`` in the address: the row of the ledger that it comes from."""
        access, asked = access_for(request), Found.of(request)
        source = source_of(late_row(request, access))
        response = super().start_page(request)
        if isinstance(response, TemplateResponse):
            shown = {"query": asked.query, "most": MOST, "source": source}
            response.context_data = {**(response.context_data or {}), **shown}
        return response

    def carry_out(self, request, action, subject, form, values):
        if action is begin_order:
            source = source_of(late_row(request, access_for(request)))
            values = {**values, "source_label": source.label, "source_url": source.url}
        return super().carry_out(request, action, subject, form, values)
