"""Orders for the staff of both sides: given and confirmed by the issuer, reported by whoever puts it right (JG-17)."""

from dataclasses import replace

from django.contrib import admin
from django.utils import timezone

from disclosure.deadlines.dates import late_by, short
from disclosure.orders.models import Order
from disclosure.orders.procedure import orders
from disclosure.orders.staff.begin_pages import BeginPages
from disclosure.orders.staff.filters import DueFilter, SideFilter
from disclosure.orders.staff.page import page_of
from disclosure.orders.who import readable_by
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import PERMISSIONS


@admin.register(Order)
class OrderAdmin(BeginPages):
    workflow, has_cards = orders, True
    page_template = "admin/orders/order/page.html"
    page_reads = (
        "organization",
        "issuer",
        "department",
        "person",
        "deadline__organization",
        "issued_by",
        "closed_by",
        "withdrawn_by",
    )
    not_found = "没有这件整改，或者它不在您的工作范围内。"
    view_permissions = tuple(name for name, _label in PERMISSIONS)
    scope_decides = True
    list_display = [
        "__str__",
        "brief",
        "state",
        "organization",
        "issuer",
        "due_on",
        "late",
    ]
    list_filter = [DueFilter, SideFilter, "state"]
    list_select_related = ["organization", "issuer", "deadline"]
    search_fields = ["what", "organization__name", "organization__code"]
    search_help_text = "按整改内容、党组织查找"
    ordering = ["-pk"]

    def scope(self, request):
        return readable_by(access_for(request))

    @admin.display(description="要整改什么")
    def brief(self, order):
        return order.brief

    @admin.display(description="应完成")
    def due_on(self, order):
        return order.deadline and order.deadline.due_on

    @admin.display(description="逾期")
    def late(self, order):
        row = order.deadline
        return late_by(row.due_on, row.closed_on or timezone.localdate()) if row and row.due_on else ""

    def card_of(self, order):
        """With the day by which it is to be put right, for who has to."""
        if order.state == Order.State.REPORTED:
            return self.card(order, order.get_state_display(), "去确认")
        card, row, on = self.card(order, order.get_state_display(), "去整改"), order.deadline, timezone.localdate()
        card = replace(card, note="" if order.is_own else f"{order.issuer}要求的")
        if row is None or row.due_on is None:
            return card
        return replace(card, on=f"{short(row.due_on, on)}以前", state="late" if row.is_overdue(on) else card.state)

    def page_with(self, context, bound):
        return page_of(context, bound.get("add_evidence"))

    def waits_for(self, context):
        state, order = Order.State, context.subject
        if order.state == state.REPORTED:
            return f"等{order.issuer}确认。"
        return f"等{order.organization}报告整改情况。" if order.state in (state.OPEN, state.RETURNED) else ""
