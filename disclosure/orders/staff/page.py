"""What the page of an order shows: what is demanded, by when, what was reported in each round, the evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from disclosure.deadlines.dates import late_by, local_day, moment, plain
from disclosure.files.listing import Attachment, attachment_of
from disclosure.orders.evidence import add_evidence
from disclosure.orders.forms import EvidenceForm
from disclosure.orders.models import Evidence, Order, Report
from disclosure.orders.staff.facts import facts_of
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage

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
    return ProcedurePage(str(order), badge, "整改要求", facts_of(order, context), more=parts)


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
