"""The life of a notice: written by one person, published by another, confirmed by its readers, taken down (LK-22, QJ-14)."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from catalog.bulletins.blockers import find_missing, find_own_work, find_unreadable, written_by_others
from catalog.bulletins.drafts import fill_draft, keep_new, saving, with_file_actions, with_files
from catalog.bulletins.forms import WhyForm
from catalog.bulletins.models import Bulletin, Receipt
from catalog.bulletins.readers import readers_of, waiting_readers
from disclosure.files.rich_text import to_text
from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DRAFT, PUBLISH
from disclosure.workflow.kit import Act, Anyone, Holds, Nobody, Workflow, in_state, require_text

S = Bulletin.State
REASON_LENGTH = 300
WRITERS, PUBLISHERS = Holds(DRAFT), Holds(PUBLISH)
NOT_ASKED = ("organization", "created_by", "saved_by", "published_by")

# The log names it by kind and number: who reads the log need not be among the notice's readers. So do notices.
bulletins = Workflow(
    Bulletin,
    code="bulletin",
    words={
        "created": "起草通报公告",
        "saved": "保存通报公告",
        "file_added": "添加通报附件",
        "file_removed": "删除通报附件",
        "submitted": "通报公告提交发布",
        "taken_back": "通报公告退回修改",
        "published": "发布通报公告",
        "withdrawn": "撤下通报公告",
        "confirmed": "确认已读",
        "reminded": "提醒确认已读",
    },
    reads=("organization", "created_by", "saved_by"),
    label=lambda row: f"{row.get_kind_display()}（第{row.pk}号）",
    heading=lambda row: "",
    url_of=Bulletin.get_staff_url,
)


# --- the draft ---


@bulletins.start("write", "起草通报公告", who=WRITERS, to={S.DRAFT}, done="草稿已保存。需要附件的可以接着添加。")
def write_bulletin(act: Act, **text: Any) -> None:
    """``text``: what ``fill_draft`` takes."""
    bulletin = Bulletin(organization=act.subject, created_by=act.person, created_at=act.now)
    audiences = fill_draft(bulletin, act.person, act.now, **text)
    act.move(S.DRAFT, bulletin)
    keep_new(act, bulletin, audiences, NOT_ASKED)
    act.record("created", kind=bulletin.kind, scope=bulletin.scope)


@saving(bulletins, in_state(S.DRAFT), WRITERS)
def save_bulletin(act: Act, **text: Any) -> None:
    bulletin = act.subject
    bulletin.audiences.set(fill_draft(bulletin, act.person, act.now, **text))
    act.record("saved", characters=len(to_text(bulletin.body)), scope=bulletin.scope)


add_file, drop_file = with_file_actions(bulletins, in_state(S.DRAFT), WRITERS)


# --- on its way ---


@bulletins.action(
    "submit", "提交发布", at=in_state(S.DRAFT), to={S.SUBMITTED}, who=WRITERS, blockers=find_missing, stamp=with_files,
    shows_blocked=True, style="main", done="已提交，等另一个人发布。",
)  # fmt: skip
def submit(act: Act) -> None:
    """Those who may publish it, and did not write it, are told."""
    bulletin = act.subject
    act.move(S.SUBMITTED)
    act.record("submitted")
    wrote = {bulletin.created_by_id, bulletin.saved_by_id}
    publishers = holders(PUBLISH, [bulletin.organization], act.on)[bulletin.organization_id]
    people = [person for person in publishers if person.pk not in wrote]
    title = f"有一份{bulletin.get_kind_display()}等您发布：{bulletin.organization}"
    act.notify(f"submitted:{act.now.isoformat()}", people, title)


@bulletins.action(
    "publish", "发布", at=in_state(S.SUBMITTED), to={S.PUBLISHED}, who=PUBLISHERS, blockers=find_own_work, stamp=with_files,
    shows_blocked=True, style="main", done="已发布。", waits=written_by_others,
)  # fmt: skip
def publish(act: Act) -> None:
    """Those it is meant for are told that there is something to read, never what it says."""
    bulletin = act.subject
    bulletin.published_at, bulletin.published_by = act.now, act.person
    act.move(S.PUBLISHED)
    act.record("published", scope=bulletin.scope)
    if bulletin.kind == Bulletin.Kind.NOTICE or bulletin.needs_receipt:
        people = readers_of(bulletin, act.on).values_list("pk", flat=True)
        title = f"您有一份新的{bulletin.get_kind_display()}：{bulletin.organization}"
        act.notify("published", people, title, url=bulletin.get_absolute_url())


@bulletins.action(
    "take_back", "退回修改", at=in_state(S.SUBMITTED), to={S.DRAFT}, who=Holds(DRAFT, PUBLISH), form=WhyForm,
    is_folded=True, done="已退回修改。",
)  # fmt: skip
def take_back(act: Act, *, reason: str) -> None:
    """From waiting to draft again, by who publishes or by who wrote; the writer learns why."""
    bulletin, reason = act.subject, require_text(reason, "请写明原因。", field="reason")
    act.move(S.DRAFT)
    act.record("taken_back", reason=reason)
    title = f"{bulletin.get_kind_display()}退回修改：{bulletin.organization}"
    people = [bulletin.created_by_id, bulletin.saved_by_id]
    act.notify(f"taken_back:{act.now.isoformat()}", people, title, f"原因：{reason}")


@bulletins.action(
    "withdraw", "撤下", at=in_state(S.PUBLISHED), to={S.WITHDRAWN}, who=PUBLISHERS, form=WhyForm, is_folded=True,
    done="已撤下。",
)  # fmt: skip
def withdraw(act: Act, *, reason: str) -> None:
    """Gone for every reader at once; the staff keep it, with the reason."""
    bulletin = act.subject
    bulletin.withdrawn_reason = require_text(reason, "请写明原因。", field="reason")[:REASON_LENGTH]
    bulletin.withdrawn_at = act.now
    act.move(S.WITHDRAWN)
    act.record("withdrawn", reason=bulletin.withdrawn_reason)


@bulletins.start("publish_explanation", "公布说明", who=Nobody(), to={S.PUBLISHED})
def publish_explanation(act: Act, *, title: str, body: str, scope: str, written_by: User, written_at: datetime) -> None:
    """Published at once, as a consequence of a decision that two people took elsewhere (QJ-15)."""
    bulletin = Bulletin(organization=act.subject, kind=Bulletin.Kind.ANNOUNCEMENT, title=title, body=body, scope=scope)
    bulletin.created_by, bulletin.created_at = written_by, written_at
    bulletin.saved_by, bulletin.saved_at = written_by, written_at
    bulletin.published_by, bulletin.published_at = act.person, act.now
    act.move(S.PUBLISHED, bulletin)
    act.create(bulletin, exclude=NOT_ASKED)


# --- its readers ---


@bulletins.action("confirm_read", "我已阅读", who=Anyone(), blockers=find_unreadable, is_button=False)
def confirm_read(act: Act) -> bool:
    """The reader says so once; False when they had said so before."""
    when = {"confirmed_at": act.now}
    _receipt, is_new = Receipt.objects.get_or_create(bulletin=act.subject, reader=act.person, defaults=when)
    if is_new:
        act.record("confirmed")
    return is_new


@bulletins.action(
    "remind", "提醒还没有确认的人", at=in_state(S.PUBLISHED), who=Holds(DRAFT, PUBLISH), is_button=False,
    done="已提醒还没有确认的人。",
)  # fmt: skip
def remind(act: Act) -> int:
    """Tell those who have not confirmed once more, at most once a day; returns how many."""
    bulletin = act.subject
    if not bulletin.needs_receipt:
        raise ValidationError("这一份不要求确认已读。")
    people = waiting_readers(bulletin, act.on).values_list("pk", flat=True)
    title, url = f"请阅读并确认{bulletin.get_kind_display()}：{bulletin.organization}", bulletin.get_absolute_url()
    count = act.notify_all(f"reminder:{act.on}", people, title, url=url)
    if not count:
        raise ValidationError("没有要提醒的人：都已确认，或者今天已经提醒过。")
    act.record("reminded", people=count)
    return count
