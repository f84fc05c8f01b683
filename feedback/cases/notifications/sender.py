"""Telling the sender of a case what happened to it, by the channel they chose: which case, and in general words what
became of it. What it or its answer says and any name are read behind the query code or the account alone (QJ-05)."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from catalog.items.models import Item
from disclosure.deadlines.dates import local_day
from disclosure.notices.links import absolute_url, portal_name
from disclosure.notices.models import Notice
from disclosure.notices.notify import notify
from disclosure.notices.quiet import after_quiet
from disclosure.workflow.act import Act
from feedback.cases.models.cases import Case, Sender, Step
from feedback.cases.models.handovers import Handover
from feedback.cases.models.replies import Outgoing, Reply

PROGRESS = "有了新进展"
# What the sender reads in a message, by the step's action; every other step is told as PROGRESS.
WHAT = {
    "received": "已经收到",
    "accepted": "已经受理",
    "not_accepted": "没有受理",
    "handed_over": "已经转交给办理的地方",
    "taken_over": "已经转到办理的组织",
    "completion_asked": "需要您补充内容",
    "completion_end_announced": "还在等您补充内容，很快到期",
    "completed": "补充的内容已经收到",
    "third_party_asked": "正在征求第三方的意见",
    "extended": "要晚一些答复",
    "screened": "正在安排人办理",
    "screened_out": "没有列入办理",
    "handled": "已经办理，正在准备答复",
    "rectification_ordered": "正在整改",
    "rectification_finished": "已经整改",
    "redisclosed": "涉及的内容已经再次公开",
    "topic_met": "点题的内容已经公开",
    "topic_owed": "点题的内容又撤了下来，还要公开",
    "merged": "已经和相同的来件合并办理",
    "main_answered": "已经有了答复",
    "main_refused": "合并办理的那一件没有办理",
    "main_handed_over": "合并办理的那一件已经转交",
    "reply_sent": "已经有了答复",
    "sent_up": "已经报上级审定",
    "decided_above": "上级已经审定",
    "judged": "已经记下您的评价",
    "reopened": "要重新办理",
    "closed": "已经办结",
    "complained": "有关的反映已经收到",
    "withdrawn": "已经撤回",
    "listed": "已经隐去姓名公布",
}
# The steps that end a case, and with it those that were merged into it: what is told of them there.
ENDS_MERGED = {"reply_sent": "main_answered", "not_accepted": "main_refused", "screened_out": "main_refused"}
ENDS_MERGED |= {"handed_over": "main_handed_over"}
MERGED_WORDS = {
    "main_answered": "与您的来件合并办理的那一件已经答复。",
    "main_refused": "与您的来件合并办理的那一件没有办理。您仍然需要的，可以重新提出。",
    "main_handed_over": "与您的来件合并办理的那一件不归本组织办理，已经转到别处。您仍然需要的，可以直接向那里提出。",
}
CHANNELS = {
    Case.ReplyBy.EMAIL: (Outgoing.Channel.EMAIL, "email"),
    Case.ReplyBy.SMS: (Outgoing.Channel.SMS, "phone"),
}


def notify_sender(act: Act) -> None:
    step = act.context.step
    if step is not None and step.words:
        send_to_sender(act.subject, step, now=act.now)


def send_to_sender(case: Case, step: Step, *, now: datetime) -> None:
    """Once for every step that has words for the sender, in the step's transaction."""
    sender = Sender.objects.filter(case=case).first()
    if sender is None:
        return
    is_written = queue_message(case, step, sender, now=now)
    if sender.person_id:
        send_to_account(case, step, sender, is_mailed=is_written and case.reply_by == Case.ReplyBy.EMAIL, now=now)


def send_to_account(case: Case, step: Step, sender: Sender, *, is_mailed: bool, now: datetime) -> None:
    """In their inbox; whom a mail of its own reaches finds it in no digest."""
    key = f"case:{case.pk}:{key_of(step)}"
    url = reverse("feedback:case", args=[case.number])
    notify([sender.person_id], key=key, title=sentence(case, step), url=url, now=now)
    if is_mailed:
        Notice.objects.notified(key, [sender.person_id]).update(mailed_at=now)


def queue_message(case: Case, step: Step, sender: Sender, *, now: datetime) -> bool:
    """For the worker to send; whether there is a message. Whoever chose post or the telephone is told by a person."""
    channel, field = CHANNELS.get(case.reply_by, ("", ""))
    if not channel or not getattr(sender, field):
        return False
    message = Outgoing(
        case=case,
        key=key_of(step),
        channel=channel,
        subject=f"{portal_name()}：{sentence(case, step)}"[:120],
        text=text_of(case, step, channel),
        not_before=after_quiet(now),
    )
    Outgoing.objects.bulk_create([message], ignore_conflicts=True)
    return True


def key_of(step: Step) -> str:
    """What names a message: the step that it tells of."""
    return f"step:{step.pk}"


def step_of(key: str) -> int:
    return int(key.removeprefix("step:"))


def sentence(case: Case, step: Step) -> str:
    return f"您的{case.get_kind_display()}{WHAT.get(step.action, PROGRESS)}（{case.number}）"


def text_of(case: Case, step: Step, channel: str) -> str:
    said = f"{sentence(case, step)}。"
    where = f"请用查询码到 {absolute_url(reverse('feedback:track'))} 查看。"
    if channel == Outgoing.Channel.SMS:
        return f"【{portal_name()}】{said}{where}"
    return f"您好！\n\n{said}\n{where}\n\n本邮件由系统发出，请勿回复。\n"


def notify_merged(act: Act) -> None:
    """Once the case is answered or refused by the step: one of their own on those that were merged into it."""
    step, case = act.context.step, act.subject
    action = ENDS_MERGED.get(step.action) if step else None
    if action is None:
        return
    rows = list(Case.objects.filter(merged_into=case).select_related("organization").order_by("pk"))
    words = MERGED_WORDS[action] + where_answered(case, act.now) + where_handed(case) if rows else ""
    for merged in rows:
        ended = Step.objects.create(case=merged, action=action, words=words, by=act.by, at=act.now)
        act.record_of(act.workflow, merged, action)
        send_to_sender(merged, ended, now=act.now)


def where_answered(case: Case, now: datetime) -> str:
    """Where the answer is an item that everyone may read, its address; else nothing of the answer, which is another's."""
    answered_by = Reply.objects.filter(case=case, state=Reply.State.SENT, item__isnull=False).values("item")
    public = Item.objects.visible_to(AnonymousUser(), local_day(now))
    item = public.filter(pk__in=answered_by).order_by("-pk").first()
    return f"公开的内容见：{absolute_url(item.get_absolute_url())}" if item else ""


def where_handed(case: Case) -> str:
    """To where the main case was handed over: the place alone, nothing of the case."""
    handover = Handover.objects.filter(case=case, confirmed_at__isnull=False).first()
    return f"转到：{handover.name}。怎样联系：{handover.reach}" if handover else ""
