"""The office's report on how disclosure stands: drafted from the ledger, signed off by another person, read by the leading group
(LK-30); wanted by a day where one is set (YY-19)."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.files.rich_text import one_line, printable
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight.meetings.forms import PeriodForm, ReportForm, WhyForm
from disclosure.oversight.meetings.hands import not_done_by, who_did
from disclosure.oversight.meetings.models import OfficeReport, ReportReading
from disclosure.oversight.meetings.reports.drafting import draft_of, title_of
from disclosure.oversight.meetings.reports.due import lead_to, settle, wanted_by
from disclosure.oversight.meetings.reports.readers import find_no_reader, group_of
from disclosure.workflow.kit import Act, Anyone, Context, Holds, Workflow, in_state, require_text, stamp_of

S = OfficeReport.State
WRITERS, SIGNERS = Holds(DRAFT, PUBLISH), Holds(APPROVE, PUBLISH)
LONGEST = 3660
SAVED = "office_report.saved"

office_reports = Workflow(
    OfficeReport,
    code="office_report",
    words={
        "written": "起草公开情况报告",
        "saved": "修改公开情况报告",
        "submitted": "公开情况报告提交签发",
        "returned": "公开情况报告退回修改",
        "signed": "签发公开情况报告",
        "discarded": "不写公开情况报告了",
        "read": "阅读公开情况报告",
    },
    reads=("organization", "deadline"),
    url_of=OfficeReport.get_staff_url,
)


@office_reports.start(
    "draft_report",
    "起草公开情况报告",
    who=WRITERS,
    to={S.DRAFT},
    form=PeriodForm,
    done="草稿已按登记的情况写好，请核对修改。",
)
def write_report(act: Act, *, from_on: date, until_on: date, due_on: date | None = None) -> None:
    organization = act.subject
    if not 0 <= (until_on - from_on).days <= LONGEST:
        raise ValidationError({"until_on": "请核对起止日期。"})
    row = OfficeReport(
        organization=organization, from_on=from_on, until_on=until_on, title=title_of(organization, from_on, until_on)[:200],
        body=draft_of(organization, from_on, until_on, act.on), written_by=act.person, written_at=act.now,
        saved_by=act.person, saved_at=act.now,
    )  # fmt: skip
    if due_on:
        row.deadline = wanted_by(act, row, due_on)
    act.move(S.DRAFT, row)
    act.create(row, exclude=("organization", "written_by"))
    lead_to(row)
    act.record("written", from_on=str(from_on), until_on=str(until_on), due_on=str(due_on or ""))


def in_hand(context: Context) -> str:
    return stamp_of(context.subject.title, context.subject.body)


@office_reports.action(
    "save", "改报告", at=in_state(S.DRAFT), who=WRITERS, form=ReportForm, stamp=in_hand, is_folded=True,
    initial=lambda context: {"title": context.subject.title, "body": context.subject.body}, done="已保存。",
)  # fmt: skip
def save_report(act: Act, *, title: str, body: str) -> None:
    row = act.subject
    row.title = one_line(require_text(title, "请写标题。", field="title", most=200))
    row.body = require_text(printable(body), "请写正文。", field="body")
    row.saved_by, row.saved_at = act.person, act.now
    act.record("saved")


@office_reports.action(
    "submit", "提交签发", at=in_state(S.DRAFT), to={S.SUBMITTED}, who=WRITERS, stamp=in_hand, style="main",
    done="已提交，等另一个人签发。",
)  # fmt: skip
def submit_report(act: Act) -> None:
    row = act.subject
    act.move(S.SUBMITTED)
    act.record("submitted")
    wrote = {row.written_by_id, row.saved_by_id}
    people = [
        each for each in holders(PUBLISH, [row.organization], act.on)[row.organization_id] if each.pk not in wrote
    ]
    act.notify(f"submitted:{act.now.isoformat()}", people, "等您签发")


@office_reports.action(
    "return_report", "退回修改", at=in_state(S.SUBMITTED), to={S.DRAFT}, who=WRITERS | SIGNERS, form=WhyForm, is_folded=True,
    done="已退回修改。",
)  # fmt: skip
def return_report(act: Act, *, reason: str) -> None:
    reason = require_text(reason, "请写明原因。", field="reason", most=300)
    act.move(S.DRAFT)
    act.record("returned", reason=reason)
    act.notify(f"returned:{act.now.isoformat()}", [act.subject.saved_by_id], "退回修改", f"原因：{reason}")


@office_reports.action(
    "sign", "签发", at=in_state(S.SUBMITTED), to={S.SIGNED}, who=SIGNERS, others=("written_by", "saved_by"),
    hands=who_did(SAVED), waits=not_done_by(OfficeReport, SAVED), stamp=in_hand, style="main",
    done="已签发，领导小组的人会收到消息。",
)  # fmt: skip
def sign_report(act: Act) -> None:
    row = act.subject
    row.signed_by, row.signed_at = act.person, act.now
    act.move(S.SIGNED)
    act.record("signed")
    settle(act)
    people = group_of(row.organization_id, act.on).values_list("person_id", flat=True)
    act.notify("signed", people, "请您阅读", url=row.get_absolute_url())


@office_reports.action(
    "discard_report", "不写了", at=in_state(S.DRAFT), to={S.DISCARDED}, who=WRITERS, form=WhyForm, is_folded=True,
    style="danger", done="已记下不写了。",
)  # fmt: skip
def discard_report(act: Act, *, reason: str) -> None:
    reason = require_text(reason, "请写明原因。", field="reason", most=300)
    act.move(S.DISCARDED)
    act.record("discarded", reason=reason)
    settle(act, is_given_up=True)


# --- its readers ---


@office_reports.action(
    "mark_read",
    "我已阅读",
    at=in_state(S.SIGNED),
    who=Anyone(),
    blockers=find_no_reader,
    is_button=False,
    done="已记下您读过。",
)
def mark_read(act: Act) -> bool:
    """Once; False where they had said so before."""
    _row, is_new = ReportReading.objects.get_or_create(
        report=act.subject, reader=act.person, defaults={"read_at": act.now}
    )
    if is_new:
        act.record("read")
    return is_new
