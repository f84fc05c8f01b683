"""Where an order is begun: for an organisation that is searched for, or for the one that a row of the ledger is about."""

from django.template.response import TemplateResponse

from disclosure.orders.actions import begin_order
from disclosure.orders.forms import OrderForm
from disclosure.orders.staff.beginning import Found, late_row, source_of
from disclosure.orders.staff.evidence_pages import EvidencePages
from disclosure.orders.who import issuers_of, organizations_below
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT

MOST = 50


class BeginPages(EvidencePages):
    start, start_title, start_press = begin_order, "要求整改", "发出"
    start_template = "admin/orders/order/start.html"
    add_permissions = (INSPECT, DECIDE_BELOW)

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
        return form.choose_among(organization, issuers_of(organization, access), access.on)

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
