"""What the page of a report to the superior shows: the draft to write, or the text, how far it has come, the answer."""

from dataclasses import dataclass
from typing import Any

from django import forms

from catalog.bulletins.forms import AnswerForm, ReportForm
from catalog.bulletins.models import UpwardReport
from catalog.bulletins.upward_reports import answer_report, receive_report, save_report, send_report
from disclosure.deadlines.dates import moment
from disclosure.web.components import Badge, Event
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage, stamped

S = UpwardReport.State
BADGES = {S.DRAFT: "draft", S.SENT: "waiting", S.RECEIVED: "waiting", S.ANSWERED: "done"}


@dataclass(frozen=True)
class ReportParts:
    """``form``, ``send_form`` and ``answer_form``: for who may write it, send it, answer it."""

    events: list[Event]
    form: Any
    send_form: Any
    may_receive: bool
    answer_form: Any


def page_of(context: Context, bound: dict[str, Any]) -> ProcedurePage:
    """``bound``: a form posted with errors, by the name of its action."""
    report = context.subject
    draft = bound.get("save") or ReportForm(initial={"title": report.title, "body": report.body})
    return ProcedurePage(
        heading=report.title,
        badge=Badge(BADGES[S(report.state)], report.get_state_display()),
        caption="",
        facts=[],
        more=ReportParts(
            events=events_of(report),
            form=stamped(draft, save_report, context) if offer_of(save_report, context) else None,
            send_form=stamped(forms.Form(auto_id=False), send_report, context)
            if offer_of(send_report, context)
            else None,
            may_receive=offer_of(receive_report, context) is not None,
            answer_form=(bound.get("answer") or AnswerForm()) if offer_of(answer_report, context) else None,
        ),
    )


def events_of(report: UpwardReport) -> list[Event]:
    """How far it has come: one line a step taken."""
    steps = (
        (report.created_at, "起草", report.created_by),
        (report.sent_at, f"报送给{report.to_organization}", report.sent_by),
        (report.received_at, f"{report.to_organization}已收到", report.received_by),
        (report.answered_at, f"{report.to_organization}已答复", report.answered_by),
    )
    return [Event(moment(at), title, str(who), "done") for at, title, who in steps if at]
