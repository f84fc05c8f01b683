"""The staff pages of confirmations, and of the superior's decision how often."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalog.obligations.confirmations.actions import confirmations
from catalog.obligations.confirmations.models import Confirmation, Rhythm
from catalog.obligations.confirmations.rhythms import every_for, rhythms, set_rhythm
from catalog.obligations.confirmations.staff.page import page_of
from catalog.obligations.confirmations.who import in_reach
from disclosure.deadlines.dates import moment, month_day, plain
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS
from disclosure.web.components import Badge, Fact
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import ProcedurePage

CONFIRM, TAKE_BACK = "confirm_nothing", "take_back"


@admin.register(Confirmation)
class ConfirmationAdmin(ProcedureAdmin):
    workflow, has_cards = confirmations, True
    page_template = "admin/catalog/confirmation/page.html"
    page_reads = ("organization", "deadline")
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    not_found = "没有这一次确认，或者它不在您的工作范围内。"
    list_display = ["__str__", "state", "due", "organization"]
    list_select_related = ["organization", "deadline"]
    ordering = ["-pk"]

    @admin.display(description="情况")
    def state(self, row):
        return row.state_words

    @admin.display(description="确认到哪天")
    def due(self, row):
        return plain(row.deadline.due_on)

    def page_with(self, context, bound):
        form = bound.get(CONFIRM)
        return page_of(context, set(form.data.getlist(form.add_prefix("entries"))) if form else None)

    def form_of(self, action, context, data=None):
        """What may be chosen: entries in the person's reach that are missing, or that were confirmed."""
        form = super().form_of(action, context, data)
        if action.name in (CONFIRM, TAKE_BACK):
            own = in_reach(context.subject, context.access)
            rows = own.missing() if action.name == CONFIRM else own.filter(confirmed_at__isnull=False)
            found = rows.select_related("entry").order_by("pk")
            form.fields["entries"].choices = [(row.entry_code, f"{row.entry_code}　{row.entry.name}") for row in found]
        return form

    def card_of(self, subject):
        return self.card(subject, f"未确认，应在{month_day(subject.deadline.due_on)}前确认", "去确认")

    def waits_for(self, context):
        return "等书记确认，科室的经办人也可以确认本科室的。" if context.subject.is_open else ""


@admin.register(Rhythm)
class RhythmAdmin(ProcedureAdmin):
    """Seen by those who decide for the organisations below; what holds for these stands on their own page."""

    workflow = rhythms
    page_reads = ("organization", "set_by")
    view_permissions = (DECIDE_BELOW,)
    start, start_title, start_press = set_rhythm, "规定下级多久确认一次", "规定"
    start_template = "admin/catalog/rhythm/add.html"
    add_permissions = (DECIDE_BELOW,)
    not_found = "没有这一条规定，或者它不在您的工作范围内。"
    list_display = ["organization", "every", "from_on", "set_by", "reason"]
    list_select_related = ["organization", "set_by"]
    ordering = ["-pk"]

    def start_page(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied("下级多久确认一次，由上级的分管领导规定。")
        return super().start_page(request)

    def start_about(self, organization):
        """What holds now."""
        found = every_for([organization], timezone.localdate(), below=True)
        every = Rhythm.Every(found[organization.pk])
        return "不要求逐项确认" if every == Rhythm.Every.NEVER else f"{every.label}逐项确认一次"

    def page_of(self, context):
        row = context.subject
        facts = [
            Fact("上级党组织", str(row.organization)),
            Fact("下级多久确认一次", row.get_every_display()),
            Fact("从哪天起", plain(row.from_on)),
            Fact("理由", row.reason, is_wide=True),
            Fact("决定", f"{row.set_by}，{moment(row.set_at)}"),
        ]
        return ProcedurePage(str(row), Badge("done", row.get_every_display()), "规定", facts)
