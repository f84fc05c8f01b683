"""The report, its confirmation by another person, what the inspected are told, what is ordered (JG-17, PL-18)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from disclosure.orders.actions import begin_order
from disclosure.orders.models import Order
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.inspections import forms
from disclosure.oversight.inspections.actions.planning import tell_inspected
from disclosure.oversight.inspections.actions.table import CONFIRMERS, INSPECTORS, S, inspections, of_leader
from disclosure.oversight.inspections.context import (
    InspectionContext,
    inspectors_for,
    working_in,
)
from disclosure.oversight.inspections.models import (
    Finding,
)
from disclosure.workflow.kit import Act, Blocker, in_state, require_text, stamp_of


def find_unfinished(context: InspectionContext, _values: object) -> Iterable[Blocker]:
    if context.unmarked:
        yield Blocker("unmarked", f"还有{context.unmarked}个要点没有评价。")


@inspections.action(
    "report", "提交报告", at=in_state(S.DRAWN), to={S.REPORTED}, who=INSPECTORS, form=forms.ReportForm, style="main",
    initial=lambda context: {"report": context.inspection.report}, blockers=find_unfinished, shows_blocked=True,
    waits=of_leader, done="报告交了，等另一个人确认。",
)  # fmt: skip
def report(act: Act, *, report: str) -> None:
    inspection = act.subject
    inspection.report = require_text(report, "请写检查情况。", field="report")
    inspection.reported_by, inspection.reported_at = act.person, act.now
    act.move(S.REPORTED)
    act.record("reported")
    act.notify(f"reported:{act.now.isoformat()}", confirmers(act), "报告等您确认")


def confirmers(act: Act) -> list[User]:
    """Who may confirm it: neither leader nor writer, and at work in none of what was inspected."""
    inspection = act.subject
    known = inspectors_for(inspection.organization, act.on)
    people = [known[key] for key in known.keys() - {inspection.led_by_id, inspection.reported_by_id}]
    inside = working_in(people, organizations(act), act.on)
    return [person for person in people if person not in inside]


def organizations(act: Act) -> list[Organization]:
    return [visit.organization for visit in act.context.visits]


def as_reported(context: InspectionContext) -> str:
    return stamp_of(context.inspection.reported_at or "", context.inspection.report)


@inspections.action(
    "confirm", "确认报告", at=in_state(S.REPORTED), to={S.CONFIRMED}, who=CONFIRMERS, others=("led_by", "reported_by"),
    same_person="组长和写报告的人不能自己确认，要由另一个检查人确认。", stamp=as_reported, waits=True, style="main",
    shows_blocked=True, done="报告确认了。",
)  # fmt: skip
def confirm(act: Act) -> None:
    act.subject.confirmed_by, act.subject.confirmed_at = act.person, act.now
    act.move(S.CONFIRMED)
    act.record("confirmed")
    act.notify("confirmed", act.context.inspector_ids, "报告确认了")


@inspections.action(
    "send_back", "退回报告", at=in_state(S.REPORTED), to={S.DRAWN}, who=CONFIRMERS, others=("led_by", "reported_by"),
    form=forms.WhyForm, is_folded=True, done="报告退回了。",
)  # fmt: skip
def send_back(act: Act, *, reason: str) -> None:
    act.subject.returned_reason = require_text(reason, "请写明原因。", field="reason")
    act.move(S.DRAWN)
    act.record("returned", reason=act.subject.returned_reason)
    words = f"报告退回了：{act.subject.returned_reason}"
    act.notify(f"returned:{act.now.isoformat()}", act.context.inspector_ids, words)


@inspections.action(
    "announce", "告知结果", at=in_state(S.CONFIRMED), to={S.ANNOUNCED}, who=INSPECTORS, style="main",
    text="被检查的组织从这时起看得到评价、发现和报告。", done="结果告知了被检查组织的书记。",
)  # fmt: skip
def announce(act: Act) -> None:
    act.subject.results_at = act.now
    act.move(S.ANNOUNCED)
    act.record("announced")
    tell_inspected(act, "announced", "检查结果出来了")


@inspections.action(
    "order", "要求整改", at=in_state(S.ANNOUNCED, S.CLOSED), who=INSPECTORS, is_button=False, done="整改要求发出了，开始计时。",
)  # fmt: skip
def order(act: Act, *, finding: Finding, what: str, due_on: date) -> Order:
    """In the name of the inspecting organisation, to the one in which it was found (JG-17, PL-18)."""
    inspection = act.subject
    if finding.visit.inspection_id != inspection.pk or finding.is_good:
        raise ValidationError("这一条不能要求整改。")
    if inspection.results_at is None:
        raise ValidationError("还没有把结果告知被检查的组织，不能要求整改。")
    if finding.order_id:
        raise ValidationError("这一条已经要求整改。")
    visit = finding.visit
    source = {"source_label": f"{inspection.get_kind_display()}：{inspection}", "source_url": visit.get_absolute_url()}
    given = {"issuer": inspection.organization, "what": what, "why": finding.text, "due_on": due_on}
    finding.order = act.follow(begin_order, visit.organization, **given, **source)
    finding.save()
    act.record("ordered", finding=finding.pk, order=finding.order_id)
    return finding.order


def find_untold(context: InspectionContext, _values: object) -> Iterable[Blocker]:
    """Who knew of an inspection learns what came of it; of one that nobody was told of, the inspectors decide (LK-25)."""
    if not context.inspection.is_unannounced and context.inspection.results_at is None:
        yield Blocker("not_announced", "还没有把结果告知被检查的组织。")


@inspections.action(
    "close", "结束检查", at=in_state(S.CONFIRMED, S.ANNOUNCED), to={S.CLOSED}, who=INSPECTORS, blockers=find_untold,
    shows_blocked=True, done="检查结束了。",
)  # fmt: skip
def close(act: Act) -> None:
    act.subject.closed_at = act.now
    act.move(S.CLOSED)
    act.record("closed")
