"""The staff pages of meetings, resolutions and the office's report, and their place among the oversight pages."""

from django.contrib import admin

from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight import frame
from disclosure.oversight.meetings.actions import call_meeting, meetings
from disclosure.oversight.meetings.due import open_meetings_due
from disclosure.oversight.meetings.models import OfficeReport, Resolution, WorkMeeting
from disclosure.oversight.meetings.reports.actions import office_reports, write_report
from disclosure.oversight.meetings.resolutions import desk_people, resolutions
from disclosure.oversight.meetings.rows import MEETING_BADGES, invitation_rows, readers_words, resolution_rows
from disclosure.oversight.meetings.rows import badge_of as resolution_badge
from disclosure.oversight.sweeping import add_job
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import ProcedurePage

SEEING = (DRAFT, APPROVE, PUBLISH)
REPORT_BADGES = {"draft": "draft", "submitted": "waiting", "signed": "done", "discarded": "excused"}

frame.add_view(frame.View("meetings", "会议", "work", "oversight:meetings", "oversight:organization_meetings"))
add_job("meetings", open_meetings_due)


class OfficeAdmin(ProcedureAdmin):
    has_cards = True
    view_permissions = SEEING
    add_permissions = (DRAFT, PUBLISH)
    list_select_related = ["organization"]
    list_filter = ["state"]


@admin.register(WorkMeeting)
class WorkMeetingAdmin(OfficeAdmin):
    workflow = meetings
    page_template = "admin/oversight/workmeeting/page.html"
    page_reads = ("organization", "called_by", "minuted_by", "confirmed_by")
    not_found = "没有这次会议，或者它不在您的工作范围内。"
    start, start_title, start_press = call_meeting, "召集会议", "起草议程"
    start_note = "议程按现在没有办完的事起草：逾期的、整改、没有答复的意见、备案、上次议定的事项。"
    list_display = ["__str__", "state", "organization"]
    ordering = ["-planned_on", "-pk"]

    def form_of(self, action, context, data=None):
        form = super().form_of(action, context, data)
        if action.name in ("write_minutes", "change_minutes"):
            form.fields["attended"].queryset = context.subject.invitations.order_by("pk")
        if action.name == "resolve":
            form.fields["person"].queryset = desk_people(context.subject.organization, context.on)
        return form

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        badge = Badge(MEETING_BADGES[WorkMeeting.State(row.state)], row.get_state_display())
        more = {
            "invitations": invitation_rows(row),
            "resolutions": resolution_rows(row.resolutions, context.on, desks=[row.organization_id]),
        }
        return ProcedurePage(str(row), badge, "会议", meeting_facts(row), more=more)

    def waits_for(self, context: Context) -> str:
        return "等记录人以外的书记或者分管领导确认纪要。" if context.subject.state == WorkMeeting.State.MINUTED else ""

    def card_of(self, subject):
        return self.card(subject, "纪要等您确认", "去确认", str(subject))


def meeting_facts(row: WorkMeeting) -> list[Fact]:
    return given([
        Fact("党组织", str(row.organization)),
        Fact("开会日期", plain(row.day) + ("（补登）" if row.is_entered_late else "")),
        Fact("地点", row.place),
        Fact("召集", f"{row.called_by}，{moment(row.called_at)}"),
        Fact("通知", moment(row.invited_at) if row.invited_at else ""),
        Fact("记录", f"{row.minuted_by}，{moment(row.minuted_at)}" if row.minuted_at else ""),
        Fact("确认", f"{row.confirmed_by}，{moment(row.confirmed_at)}" if row.confirmed_at else ""),
        Fact("还有谁到会", row.others_present),
        Fact("原因", row.reason, is_wide=True),
    ])  # fmt: skip


@admin.register(Resolution)
class ResolutionAdmin(OfficeAdmin):
    workflow = resolutions
    page_reads = ("organization", "meeting", "deadline", "person", "done_by", "confirmed_by")
    not_found = "没有这件议定事项，或者它不在您的工作范围内。"
    list_display = ["what", "responsible", "due_on", "state", "organization"]
    ordering = ["-due_on", "-pk"]

    def has_add_permission(self, request, obj=None):
        """It is written on the page of its meeting."""
        return False

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        return ProcedurePage(row.what, resolution_badge(row, context.on), "议定事项", resolution_facts(row))

    def waits_for(self, context: Context) -> str:
        words = {Resolution.State.DONE: "等另一个人确认办成。", Resolution.State.DRAFT: "等会议纪要确认。"}
        return words.get(context.subject.state, "")

    def card_of(self, subject):
        return self.card(subject, f"{subject.done_by}说已经办完", "去确认")


def resolution_facts(row: Resolution) -> list[Fact]:
    return given([
        Fact("会议", str(row.meeting), row.meeting.get_staff_url()),
        Fact("谁负责", row.responsible),
        Fact("哪一天前办好", plain(row.owed_on)),
        Fact("怎样办的", row.outcome, is_wide=True),
        Fact("登记办完", f"{row.done_by}，{moment(row.done_at)}" if row.done_at else ""),
        Fact("确认", f"{row.confirmed_by}，{moment(row.confirmed_at)}" if row.confirmed_at else ""),
        Fact("不再办的原因", row.reason, is_wide=True),
    ])  # fmt: skip


@admin.register(OfficeReport)
class OfficeReportAdmin(OfficeAdmin):
    workflow = office_reports
    page_template = "admin/oversight/officereport/page.html"
    page_reads = ("organization", "deadline", "written_by", "saved_by", "signed_by")
    not_found = "没有这份报告，或者它不在您的工作范围内。"
    start, start_title, start_press = write_report, "起草公开情况报告", "按登记的情况起草"
    list_display = ["title", "state", "organization", "signed_at"]
    ordering = ["-pk"]

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        badge = Badge(REPORT_BADGES[row.state], row.get_state_display())
        return ProcedurePage(row.title, badge, "报告", report_facts(row, context))

    def waits_for(self, context: Context) -> str:
        return "等没有动过笔的书记或者分管领导签发。" if context.subject.state == OfficeReport.State.SUBMITTED else ""

    def card_of(self, subject):
        return self.card(subject, "等您签发", "去签发")


def report_facts(row: OfficeReport, context: Context) -> list[Fact]:
    return given([
        Fact("党组织", str(row.organization)),
        Fact("时段", f"{plain(row.from_on)}至{plain(row.until_on)}"),
        Fact("哪一天前签发", plain(row.deadline.due_on) if row.deadline and row.deadline.due_on else ""),
        Fact("起草", f"{row.written_by}，{moment(row.written_at)}"),
        Fact("签发", f"{row.signed_by}，{moment(row.signed_at)}" if row.signed_at else ""),
        Fact("领导小组阅读", readers_words(row, context.on) if row.signed_at else ""),
    ])  # fmt: skip
