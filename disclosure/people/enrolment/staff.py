"""Who is to join, at the desk of the secretary who asked and of the system administrator."""

from typing import Any

from django.contrib import admin

from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import access_for
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.people.enrolment.actions import ask, enrolments
from disclosure.people.models import Enrolment
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import Note, ProcedurePage

S = Enrolment.State
BADGES = {S.ASKED: "waiting", S.CONFIRMED: "done", S.DECLINED: "ended", S.WITHDRAWN: "ended"}
WAITS = "等本人或者系统管理员确认。确认以前，还不是本组织的人。"


@admin.register(Enrolment)
class EnrolmentAdmin(ProcedureAdmin):
    workflow, start, has_cards = enrolments, ask, True
    add_permissions, change_permission = (MANAGE_CATALOGUE,), MANAGE_CATALOGUE
    view_administrators = ("system", "audit")
    start_note = "本人在“我的”里确认，或者由系统管理员核对以后确认，才成为本组织的人。"
    list_display = ["named", "kind", "organization", "department", "state", "asked_at"]
    list_select_related = ["organization", "department"]
    list_filter = ["state"]
    ordering = ["-pk"]
    page_reads = ("organization", "department", "person", "asked_by", "decided_by")

    def start_form(self, request, organization):
        initial = {"from_on": access_for(request).on}
        return ask.form(request.POST if request.method == "POST" else None, organization=organization, initial=initial)

    def page_of(self, context: Context) -> ProcedurePage:
        row = context.subject
        facts = [
            Fact("谁", row.named),
            Fact("党组织", str(row.organization)),
            Fact("身份", row.get_kind_display()),
            Fact("科室", str(row.department or "")),
            Fact("从哪天起", plain(row.from_on)),
            Fact("账号", account_words(row, context)),
            Fact("谁提出", f"{row.asked_by}，{moment(row.asked_at)}"),
            Fact("谁确认", f"{row.decided_by}，{moment(row.decided_at)}" if row.decided_at else ""),
        ]
        badge = Badge(BADGES[S(row.state)], row.get_state_display())
        notes = [Note(WAITS)] if row.state == S.ASKED else []
        return ProcedurePage(str(row), badge, "登记组织关系", given(facts), notes)


def account_words(row: Enrolment, context: Context) -> str:
    """Whoever only asked reads it once it is confirmed."""
    if row.state != S.CONFIRMED and context.user.administrator != User.Administrator.SYSTEM:
        return ""
    person: Any = row.person
    return f"{person}（{person.username}）" if person else "没有找到，或者不止一个"
