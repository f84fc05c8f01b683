"""情况反映: an organisation tells its superior something and sees what became of it (LK-22)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from catalog.bulletins.drafts import words_of_conflict
from catalog.bulletins.forms import AnswerForm, ReportForm
from catalog.bulletins.models import UpwardReport
from disclosure.files.rich_text import one_line, printable
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DRAFT, PUBLISH
from disclosure.workflow.kit import Act, Context, Holds, HoldsThere, Workflow, in_state, require_text, stamp_of

S = UpwardReport.State
# Who decides at the very organisation it was sent to; not who stands above that.
SUPERIOR = HoldsThere(DECIDE_BELOW, at="to_organization")

# By its number: only the two organisations may know what it is about.
reports = Workflow(
    UpwardReport,
    code="upward_report",
    words={
        "created": "起草情况反映",
        "saved": "修改情况反映",
        "sent": "报送情况反映",
        "received": "签收情况反映",
        "answered": "答复情况反映",
    },
    reads=("organization", "to_organization"),
    label=lambda row: f"情况反映（第{row.pk}号）",
    heading=lambda row: "",
)


@reports.start("write", "起草情况反映", who=Holds(DRAFT), to={S.DRAFT}, done="草稿已保存。检查以后由书记报送。")
def write_report(act: Act, *, title: str, body: str) -> None:
    superior = require_superior(act.subject)
    report = UpwardReport(organization=act.subject, to_organization=superior, created_by=act.person, created_at=act.now)
    fill_report(report, title, body)
    act.move(S.DRAFT, report)
    act.create(report, exclude=("organization", "to_organization", "created_by"))
    record(act, "created")


def report_in_hand(context: Context) -> str:
    return stamp_of(context.subject.title, context.subject.body)


@reports.action(
    "save", "修改", at=in_state(S.DRAFT), who=Holds(DRAFT), form=ReportForm, stamp=report_in_hand,
    changed=words_of_conflict(None), done="已保存。",
)  # fmt: skip
def save_report(act: Act, *, title: str, body: str) -> None:
    fill_report(act.subject, title, body)
    record(act, "saved")


@reports.action(
    "send", "报送", at=in_state(S.DRAFT), to={S.SENT}, who=Holds(PUBLISH), style="main", stamp=report_in_hand,
    done="已报送。上级收到和答复时您会收到消息。",
)  # fmt: skip
def send_report(act: Act) -> None:
    """To the superior of that day: an organisation may have been moved since the draft was begun."""
    report, superior = act.subject, require_superior(act.subject.organization)
    report.to_organization, report.sent_at, report.sent_by = superior, act.now, act.person
    act.move(S.SENT)
    record(act, "sent")
    people = holders(DECIDE_BELOW, [superior], act.on)[superior.pk]
    act.notify("sent", people, f"下级报送了情况反映：{report.organization}")


@reports.action(
    "receive", "签收", at=in_state(S.SENT), to={S.RECEIVED}, who=SUPERIOR, style="main", waits=True,
    done="已签收。下级会收到消息。",
)  # fmt: skip
def receive_report(act: Act) -> None:
    act.subject.received_at, act.subject.received_by = act.now, act.person
    act.move(S.RECEIVED)
    record(act, "received")
    act.notify("received", writers(act.subject), f"上级已收到情况反映：{act.subject.to_organization}")


@reports.action(
    "answer", "答复", at=in_state(S.SENT, S.RECEIVED), to={S.ANSWERED}, who=SUPERIOR, form=AnswerForm, waits=True,
    done="已答复。下级会收到消息。",
)  # fmt: skip
def answer_report(act: Act, *, answer: str) -> None:
    """What became of it; who answers without having signed for it receives it by the same word."""
    report = act.subject
    report.answer = require_text(printable(answer), "请写明处理结果。", field="answer")
    if report.received_at is None:
        report.received_at, report.received_by = act.now, act.person
    report.answered_at, report.answered_by = act.now, act.person
    act.move(S.ANSWERED)
    record(act, "answered")
    act.notify("answered", writers(report), f"上级已答复情况反映：{report.to_organization}")


# --- what the actions share ---


def require_superior(organization: Organization) -> Organization:
    superior = Organization.objects.get_parent(organization)
    if superior is None:
        raise ValidationError("本组织在门户里没有上级组织，不能报送。请联系系统管理员核对隶属关系。")
    return superior


def fill_report(report: UpwardReport, title: str, body: str) -> None:
    report.title, report.body = one_line(title), printable(body).strip()
    faults = {name: "请填写。" for name in ("title", "body") if not getattr(report, name)}
    if faults:
        raise ValidationError(faults)


def writers(report: UpwardReport) -> Iterable[int | None]:
    return report.created_by_id, report.sent_by_id


def record(act: Act, word: str) -> None:
    act.record(word, to=act.subject.to_organization.code)
