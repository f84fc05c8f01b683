"""The staff pages of supervisors, their place among the oversight pages, and on the organisation's public page."""

from django.contrib import admin

from catalog.public import panels
from disclosure.deadlines.dates import moment
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS, DRAFT, PUBLISH
from disclosure.oversight import frame
from disclosure.oversight.supervisors import suggesting  # noqa: F401  (its action)
from disclosure.oversight.supervisors.actions import propose_supervisor, supervisors, wanted_constituencies
from disclosure.oversight.supervisors.forms import ProposalForm
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.oversight.supervisors.public import supervisors_panel
from disclosure.oversight.supervisors.rows import suggestion_rows
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import ProcedurePage

S = Supervisor.State
BADGES = {S.PROPOSED: "waiting", S.APPOINTED: "done", S.DECLINED: "returned", S.ENDED: "excused"}

frame.add_view(
    frame.View("supervisors", "监督员", "work", "oversight:supervisors", "oversight:organization_supervisors")
)
panels.offer(supervisors_panel)


@admin.register(Supervisor)
class SupervisorAdmin(ProcedureAdmin):
    workflow, has_cards = supervisors, True
    page_template = "admin/oversight/supervisor/page.html"
    page_reads = ("organization", "person", "replaces", "proposed_by", "decided_by", "ended_by")
    not_found = "没有这名监督员，或者不在您的工作范围内。"
    view_permissions = (DRAFT, APPROVE, PUBLISH, COLLECT_OPINIONS)
    start, start_title, start_press = propose_supervisor, "提名监督员", "提名"
    add_permissions = (DRAFT, PUBLISH)
    list_display = ["name", "constituency", "from_on", "until_on", "state", "organization"]
    list_filter = ["state", "constituency"]
    list_select_related = ["organization"]
    search_fields = ["name", "organization__name"]
    search_help_text = "按姓名或组织查找"
    ordering = ["organization__path", "-until_on", "pk"]

    def start_form(self, request, organization):
        on = access_for(request).on
        return ProposalForm(
            request.POST if request.method == "POST" else None,
            constituencies=wanted_constituencies(organization, on),
            replaceable=Supervisor.objects.in_office(on).filter(organization=organization).order_by("name", "pk"),
            initial={"from_on": on},
        )

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        badge = Badge(BADGES[S(row.state)], row.words(context.on))
        more = {"suggestions": suggestion_rows(context.on, supervisor=row)}
        return ProcedurePage(str(row), badge, "监督员", facts(row), more=more)

    def waits_for(self, context: Context) -> str:
        return "等提名人以外的书记或者分管领导聘任。" if context.subject.state == S.PROPOSED else ""

    def card_of(self, subject):
        return self.card(subject, f"{subject.get_constituency_display()}，聘期{subject.term_words}", "去聘任")


def facts(row: Supervisor) -> list[Fact]:
    return given([
        Fact("党组织", str(row.organization)),
        Fact("来自", row.get_constituency_display()),
        Fact("单位或身份", row.unit),
        Fact("聘期", row.term_words),
        Fact("账号", str(row.person) if row.person else "没有账号"),
        Fact("公布的联系办法", row.contact or "本人没有同意公布"),
        Fact("接替", str(row.replaces) if row.replaces else "", row.replaces.get_absolute_url() if row.replaces else ""),
        Fact("提名", f"{row.proposed_by}，{moment(row.proposed_at)}"),
        Fact("决定", f"{row.decided_by}，{moment(row.decided_at)}" if row.decided_at else ""),
        Fact("提前结束", f"{row.ended_by}，{moment(row.ended_at)}" if row.ended_at else ""),
        Fact("原因", row.reason, is_wide=True),
    ])  # fmt: skip
