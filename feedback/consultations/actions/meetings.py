"""The life of a hearing or a symposium (听证会、座谈会): entered with its minutes, published by another person (JG-10, QJ-09)."""

from typing import Any

from catalog.bulletins.drafts import keep_new, saving
from disclosure.web.components import Badge
from disclosure.workflow.kit import Act, Workflow, last_saved, require_text
from feedback.consultations.blockers import find_unready_minutes
from feedback.consultations.drafts import fill_minutes
from feedback.consultations.forms import WithdrawForm
from feedback.consultations.models import Meeting
from feedback.consultations.table import DRAFTED, OUT, PUBLISHERS, WRITERS, by_another, label_of

meetings = Workflow(
    Meeting,
    code="meeting",
    words={
        "entered": "登记听证座谈",
        "saved": "修改听证座谈",
        "published": "公布听证座谈记录",
        "withdrawn": "撤下听证座谈记录",
    },
    reads=("organization", "consultation"),
    label=label_of,
    heading=lambda row: "",
    url_of=Meeting.get_staff_url,
)
NOT_OWN = by_another("entered_by", "saved_by", not_now="这是您自己登记或者修改的，要由另一个人公布。")
NOT_ASKED = ("organization", "consultation", "entered_by", "saved_by", "minutes")


@meetings.start("enter", "登记听证座谈", who=WRITERS, done="草稿已保存。写好以后由另一个人公布。")
def enter_meeting(act: Act, **text: Any) -> None:
    """``text``: what ``fill_minutes`` takes."""
    meeting = Meeting(organization=act.subject, entered_by=act.person, entered_at=act.now)
    audiences = fill_minutes(meeting, act.person, act.now, **text)
    keep_new(act, meeting, audiences, NOT_ASKED)
    act.record("entered", kind=meeting.kind, scope=meeting.scope)


@saving(meetings, DRAFTED, WRITERS)
def save_meeting(act: Act, **text: Any) -> None:
    meeting = act.subject
    meeting.audiences.set(fill_minutes(meeting, act.person, act.now, **text))
    act.record("saved", scope=meeting.scope)


@meetings.action(
    "publish", "公布记录", at=DRAFTED & NOT_OWN, who=PUBLISHERS, blockers=find_unready_minutes, shows_blocked=True,
    stamp=last_saved, style="main", done="已公布。",
)  # fmt: skip
def publish_meeting(act: Act) -> None:
    act.subject.published_at, act.subject.published_by = act.now, act.person
    act.record("published", scope=act.subject.scope)


@meetings.action(
    "withdraw", "撤下", at=OUT, who=PUBLISHERS, form=WithdrawForm, style="danger", is_folded=True, done="已撤下。"
)
def withdraw_meeting(act: Act, *, reason: str) -> None:
    meeting = act.subject
    meeting.withdrawn_reason = require_text(reason, "请写明撤下的原因。", field="reason", most=300)
    meeting.withdrawn_at = act.now
    act.record("withdrawn", reason=meeting.withdrawn_reason)


def status_of(meeting: Meeting) -> Badge:
    if meeting.withdrawn_at:
        return Badge("returned", "已撤下")
    return Badge("done", "已公布") if meeting.published_at else Badge("draft", "起草")
