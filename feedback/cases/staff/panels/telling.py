"""On a case's desk page: what a person has to tell the sender, and the messages that did not arrive."""

from django.urls import reverse

from disclosure.deadlines.dates import moment
from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.manual import BY_HAND, TOLD, UNCERTAIN, unsent, untold
from feedback.cases.procedure import cases

TEMPLATE = "admin/feedback/case/_told_panel.html"
TITLES = {Case.ReplyBy.POST: "请寄信告知来件人", Case.ReplyBy.PHONE: "请打电话告知来件人"}


def told_panel(context: CaseContext) -> Panel | None:
    """For who may tell them: the telephone number and the address stand behind the page of the sender alone."""
    case, on, telling = context.subject, context.on, cases.actions[TOLD]
    if not telling.who.allows(case, context.access):
        return None
    steps = list(untold(case)) if case.reply_by in BY_HAND else []
    lost = list(unsent(case, on))
    if not steps and not lost:
        return None
    shown = {
        "words": [{"on": moment(step.at), "words": step.words} for step in steps],
        "lost": [lost_words(message) for message in lost],
        "sender_url": reverse("admin:feedback_case_sender", args=[case.pk]),
        "told_url": case.step_url(TOLD),
    }
    title = TITLES[case.reply_by] if steps else "有消息没有送到来件人"
    return Panel("told", title, TEMPLATE, shown, is_open=True, asks=bool(steps))


def lost_words(message: Outgoing) -> str:
    when = moment(message.claimed_at or message.not_before)
    return f"{when}的{message.get_channel_display()}：{message.error or UNCERTAIN}"
