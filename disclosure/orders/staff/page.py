"""What the page of an order shows: what is demanded, by when, what was reported in each round, the evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from disclosure.deadlines.dates import full, late_by, local_day, moment, plain
from disclosure.deadlines.status import STATUSES, status_of
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.listing import Attachment, attachment_of
from disclosure.orders.evidence import add_evidence
from disclosure.orders.forms import EvidenceForm
from disclosure.orders.models import Evidence, Order, Report
from disclosure.orders.who import CONFIRMS
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import Note, ProcedurePage

S = Order.State
BADGES = {S.OPEN: "soon", S.REPORTED: "waiting", S.RETURNED: "returned", S.CLOSED: "done", S.WITHDRAWN: "draft"}


@dataclass(frozen=True)
class Round:
    """One report: what was written and what became of it."""

    title: str
    facts: list[Fact]
    files: list[Attachment]


@dataclass(frozen=True)
class Ready:
    """One file that the next report will carry; ``remove_url``: for who may take it away again."""

    attachments: list[Attachment]
    remove_url: str


@dataclass(frozen=True)
class OrderParts:
    """``upload``: the form for who may add evidence now, else None."""

    rounds: list[Round]
    ready: list[Ready]
    upload: Any
    upload_url: str


def page_of(context: Context, upload: Any = None) -> ProcedurePage:
    """``upload``: posted with errors."""
    order = context.subject
    may_add = offer_of(add_evidence, context) is not None
    files = list(order.evidence.select_related("uploaded_by").order_by("pk"))
    reports = order.reports.select_related("written_by", "returned_by").order_by("-number")
    parts = OrderParts(
        [round_of(report, [row for row in files if row.report_id == report.pk]) for report in reports],
        [ready_of(row, may_add) for row in files if row.report_id is None],
        (upload or EvidenceForm()) if may_add else None,
        reverse("admin:orders_order_add_evidence", args=[order.pk]),
    )
    badge = Badge(BADGES[S(order.state)], order.get_state_display())
    return ProcedurePage(str(order), badge, "整改要求", facts_of(order, context), notes_of(order), parts)


def notes_of(order: Order) -> list[Note]:
    if order.is_at_source:
        return [Note("这件整改在它来的地方办理，请从“来自”打开。")]
    return []


def facts_of(order: Order, context: Context) -> list[Fact]:
    whose = " · ".join(str(each) for each in (order.organization, order.department, order.person) if each)
    # Whoever is told to put something right need not be able to read what it was found in.
    url = order.source_url if order.is_at_source or CONFIRMS.allows(order, context.access) else ""
    return given([
        Fact("要整改什么", order.what, is_wide=True),
        Fact("为什么", order.why, is_wide=True),
        Fact("谁来整改", whose),
        due_fact(order, context.on),
        Fact("谁提出的", f"{order.issuer}，{order.issued_by}，{moment(order.issued_at)}"),
        Fact("来自", order.source_label, url),
        Fact("确认完成", f"{order.closed_by}，{moment(order.closed_at)}" if order.closed_at else ""),
        Fact("确认的情况", order.outcome, is_wide=True),
        Fact("撤销", f"{order.withdrawn_by}，{moment(order.withdrawn_at)}" if order.withdrawn_at else ""),
        Fact("撤销的原因", order.withdrawn_reason, is_wide=True),
    ])  # fmt: skip


def due_fact(order: Order, on: date) -> Fact:
    row = order.deadline
    if row is None or row.due_on is None:
        return Fact("哪一天前完成", "")
    status = STATUSES[status_of(row, on)]
    word = late_by(row.due_on, row.closed_on or on) or status.word
    return Fact("哪一天前完成", full(row.due_on, current_calendar()), state=status.colour, word=word)


def round_of(report: Report, files: Iterable[Evidence]) -> Round:
    late = late_by(report.due_on, local_day(report.written_at))
    returned = f"{report.returned_by}，{moment(report.returned_at)}" if report.returned_at else ""
    facts = given([
        Fact("怎样整改的", report.text, is_wide=True),
        Fact("报告", f"{report.written_by}，{moment(report.written_at)}", state="late" if late else "", word=late),
        Fact("当时应完成", plain(report.due_on)),
        Fact("退回", returned),
        Fact("还差什么", report.return_reason, is_wide=True),
    ])  # fmt: skip
    return Round(f"第{report.number}次报告", facts, [attachment_of(row, url_of(row)) for row in files])


def ready_of(row: Evidence, may_remove: bool) -> Ready:
    where = [row.order_id, row.pk]
    return Ready(
        [attachment_of(row, url_of(row))],
        reverse("admin:orders_order_remove_evidence", args=where) if may_remove else "",
    )


def url_of(row: Evidence) -> str:
    return reverse("admin:orders_order_evidence", args=[row.order_id, row.pk])
