"""The staff pages of assessments: the table of who assesses, the result of who is assessed, each objection (QJ-20)."""

from django.contrib import admin

from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.oversight import frame
from disclosure.oversight.assessment.actions import WRITERS, assessments, draft_assessment
from disclosure.oversight.assessment.following import following
from disclosure.oversight.assessment.models import Assessment, Objection, Result
from disclosure.oversight.assessment.objecting import objections, results
from disclosure.oversight.assessment.page import assessment_page, objection_page, result_page
from disclosure.oversight.assessment.reach import assesses, results_in_reach
from disclosure.web.components import TaskCard
from disclosure.workflow.staff.admin import ProcedureAdmin

DESK = tuple(sorted(DESK_PERMISSIONS))


@admin.register(Assessment)
class AssessmentAdmin(ProcedureAdmin):
    workflow, has_cards = assessments, True
    page_template = "admin/oversight/assessment/page.html"
    page_reads = ("organization", "drafted_by", "previewed_by", "confirmed_by", "announced_by")
    view_permissions, add_permissions = DESK, WRITERS
    start, start_title, start_press = draft_assessment, "起草年度考核", "起草并计算"
    start_note = "数从台账里算，不用填。先只有本组织看得到；发出预告以后，各单位看自己的结果，可以提异议。"
    list_display = ["__str__", "year", "state", "objections_until", "organization"]
    list_filter = ["state", "year"]
    list_select_related = ["organization"]
    ordering = ["-year", "-pk"]

    def page_of(self, context):
        return assessment_page(context.subject, context.on)

    def waits_for(self, context):
        row = context.subject
        return {
            Assessment.State.PREVIEW: "等各单位核对；过了提异议的日子，由另一个人确认。",
            Assessment.State.CONFIRMED: "等书记通报。",
        }.get(row.state, "")


@admin.register(Result)
class ResultAdmin(ProcedureAdmin):
    workflow = results
    page_template = "admin/oversight/assessment/result.html"
    page_reads = ("assessment__organization", "organization", "hand_by")
    view_permissions, organization_field, scope_decides = DESK, "assessment__organization", True
    list_display = ["name", "kind", "year", "points", "how_it_stands"]
    list_filter = ["kind", "assessment__year"]
    list_select_related = ["assessment__organization"]
    ordering = ["-assessment__year", "assessment__pk", "position"]

    def scope(self, request):
        return results_in_reach(access_for(request))

    @admin.display(description="年度")
    def year(self, result):
        return result.assessment.year

    @admin.display(description="情况")
    def how_it_stands(self, result):
        return result.assessment.get_state_display()

    def has_add_permission(self, request, obj=None):
        return False

    def page_of(self, context):
        is_assessor = assesses(context.access, context.subject.assessment)
        more = following(context.subject, context.access) if is_assessor else []
        return result_page(context.subject, is_assessor=is_assessor, on=context.on, more=more)


@admin.register(Objection)
class ObjectionAdmin(ProcedureAdmin):
    workflow, has_cards = objections, True
    page_reads = ("result__assessment__organization", "result__organization", "raised_by", "answered_by")
    view_permissions, organization_field, scope_decides = DESK, "result__assessment__organization", True
    list_display = ["__str__", "state", "raised_at", "is_upheld"]
    list_filter = ["state"]
    list_select_related = ["result__assessment__organization"]
    ordering = ["-pk"]

    def scope(self, request):
        return results_in_reach(access_for(request), "result__")

    def has_add_permission(self, request, obj=None):
        """One objects on the page of the result."""
        return False

    def page_of(self, context):
        return objection_page(context.subject)

    def card_of(self, subject) -> TaskCard:
        return self.card(subject, "等答复", "去答复", title=f"{subject.result.name}对考核的异议")


frame.add_view(
    frame.View("assessment", "年度考核", "judge", "oversight:assessment", "oversight:organization_assessment")
)
frame.add_view(frame.View("burden", "减负", "work", "oversight:burden", "oversight:organization_burden"))
