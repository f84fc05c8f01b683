"""Records of accountability at the desk of who inspects or decides; kept out of every list and search of others."""

from dataclasses import replace

from django.contrib import admin
from django.db.models import Q

from disclosure.organizations.access import access_for
from disclosure.oversight.accountability.actions import enter, forget_old
from disclosure.oversight.accountability.forms import FactsForm
from disclosure.oversight.accountability.given import choices_below
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.accountability.page import badge_of, facts, keeping
from disclosure.oversight.accountability.table import KEEPERS, measures
from disclosure.oversight.sweeping import add_job
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import Note, ProcedurePage

PRAISED = "要在全局推广的，另发情况通报或简报；这条记录本身不公开。"
add_job("accountability", forget_old)


@admin.register(Measure)
class MeasureAdmin(ProcedureAdmin):
    workflow = measures
    start, start_title, start_press = enter, "登记责任追究或表扬", "登记"
    start_note = "处理由有权的机关作出，这里只照文件登记，由另一个人核对。不公开，不进搜索。"
    page_reads = ("organization", "concerned", "person", "entered_by", "confirmed_by", "order")
    not_found = "没有这条记录，或者它不在您的工作范围内。"
    view_permissions = add_permissions = KEEPERS.permissions
    scope_decides = has_cards = True
    list_display = ["__str__", "concerned", "kind", "decided_on", "state"]
    list_select_related = ["concerned"]
    list_filter = ["state", "kind"]
    ordering = ["-pk"]

    def scope(self, request) -> Q:
        return Q(pk__in=Measure.objects.kept_by(access_for(request)).values("pk"))

    def start_form(self, request, organization):
        form = super().start_form(request, organization)
        return form.choose_among(*choices_below(organization, access_for(request)))

    def form_of(self, action, context, data=None):
        form = super().form_of(action, context, data)
        if isinstance(form, FactsForm):
            form.choose_among(*choices_below(context.subject.organization, context.access))
        return form

    def page_of(self, context):
        measure = context.subject
        notes = [Note(PRAISED)] if measure.kind == Measure.Kind.PRAISE else []
        return ProcedurePage(str(measure), badge_of(measure), "这条记录", [*facts(measure), *keeping(measure)], notes)

    def card_of(self, measure):
        """Of whom it is about, not of who keeps it."""
        card = self.card(measure, measure.get_state_display(), "去核对", title=str(measure))
        return replace(card, whose=str(measure.concerned))

    def waits_for(self, context):
        return "等另一个人对照文件核对。" if context.subject.state == Measure.State.ENTERED else ""
