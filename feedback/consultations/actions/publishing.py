"""A consultation is published by another person than its writer, and may be extended (JG-10, JG-15)."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.bulletins.drafts import with_files
from catalog.bulletins.readers import readers_of
from catalog.schemes.choices import Scope
from disclosure.deadlines.actions import open_deadline, restart
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import PUBLISH
from disclosure.workflow.kit import Act, Context, require_text, when
from feedback.consultations.blockers import find_unready
from feedback.consultations.forms import ExtendForm
from feedback.consultations.models import Consultation
from feedback.consultations.table import DRAFTED, NOT_OVER, OUT, PUBLISHERS, WRITERS, by_another, consultations

SUMMARY_RULE = {"working_days": 15}
SUMMARY_SOURCE = {"note": "预设：原文没有天数；定为截止后15个工作日公布采纳情况。", "preset": True}
NOT_OWN = by_another("created_by", "saved_by", not_now="这是您自己起草或者修改的，要由另一个人发布。")


def publishes(context: Context) -> bool:
    return PUBLISHERS.allows(context.subject, context.access) and NOT_OWN.fits(context)


@consultations.action(
    "ask", "请人发布", at=DRAFTED & when(lambda context: not publishes(context), not_now="您自己就可以发布。"),
    who=WRITERS, blockers=find_unready, shows_blocked=True, style="main", done="已通知能发布的人。",
)  # fmt: skip
def ask(act: Act) -> None:
    """Tell those who may publish that a draft is ready; each saved draft once."""
    consultation, organization = act.subject, act.subject.organization
    wrote = {consultation.created_by_id, consultation.saved_by_id}
    people = [person for person in holders(PUBLISH, [organization], act.on)[organization.pk] if person.pk not in wrote]
    if not people:
        raise ValidationError(
            "稿子要由没有写它的人发布，本组织现在没有这样的人。可以请别的同志起草、由您发布，或者请安全管理员再设一位能发布的。"
        )
    act.notify_all(f"ready:{consultation.saved_at.isoformat()}", people, f"有一份征求意见等您发布：{organization}")
    act.record("asked")


@consultations.action(
    "publish", "发布", at=DRAFTED & NOT_OWN, who=PUBLISHERS, blockers=find_unready, shows_blocked=True,
    stamp=with_files, style="main", done="已发布。",
)  # fmt: skip
def publish(act: Act) -> None:
    """Readers inside are notified that there is a draft to comment on, never what it says."""
    consultation = act.subject
    consultation.published_at, consultation.published_by = act.now, act.person
    consultation.summary_deadline = open_deadline(
        organization=consultation.organization,
        kind=Deadline.Kind.OPINION,
        title=f"公布征求意见的采纳情况（第{consultation.pk}号）",
        start_on=consultation.until_on,
        rule=SUMMARY_RULE,
        event="征求意见截止",
        source=SUMMARY_SOURCE,
        url=consultation.get_staff_url(),
        by=act.by,
        now=act.now,
    )
    act.record("published", scope=consultation.scope)
    notify_readers(act, consultation)


def notify_readers(act: Act, consultation: Consultation) -> None:
    if consultation.scope == Scope.SOCIETY:
        return
    people = readers_of(consultation, act.on).values_list("pk", flat=True)
    title = f"{consultation.organization}有一份稿子征求您的意见，{plain(consultation.until_on)}截止"
    act.notify("published", people, title, url=consultation.get_absolute_url())


@consultations.action(
    "extend", "延长截止日期", at=OUT & NOT_OVER, who=PUBLISHERS, form=ExtendForm, is_folded=True, done="已延长。"
)
def extend(act: Act, *, until_on: date, reason: str) -> None:
    """Only before it is over, and the only change after publishing. The summary is owed later by as much."""
    consultation, why = act.subject, require_text(reason, "请写明延长的原因。", field="reason", most=300)
    if until_on <= consultation.until_on:
        raise ValidationError({"until_on": f"新的截止日期要晚于{plain(consultation.until_on)}。"})
    old, consultation.until_on = consultation.until_on, until_on
    if deadline := consultation.summary_deadline:
        words = "征求意见延长"
        consultation.summary_deadline = restart(deadline, start_on=until_on, reason=words, by=act.by, now=act.now)
    act.record("extended", until_on=[old.isoformat(), until_on.isoformat()], reason=why)
