"""On a case's desk page: what a person has to tell the sender, and the messages that did not arrive."""

from datetime import date

from disclosure.deadlines.dates import moment
from disclosure.organizations.access import access_of
from disclosure.web.panel import Panel
from feedback.cases.clocks.clocks import desk_url
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.manual import BY_HAND, TOLD, untold
from feedback.cases.notifications.outgoing import UNCERTAIN, unsent
from feedback.cases.steps import STEPS, is_allowed

TEMPLATE = "admin/feedback/case/_told_panel.html"
TITLES = {Case.ReplyBy.POST: "请寄信告知来件人", Case.ReplyBy.PHONE: "请打电话告知来件人"}


def told_panel(case: Case, user, on: date) -> Panel | None:
    """For who may tell them: the telephone number and the address stand behind the page of the sender alone."""
    if not is_allowed(case, STEPS[TOLD], access_of(user, on)):
        return None
    steps = list(untold(case)) if case.reply_by in BY_HAND else []
    lost = list(unsent(case, on))
    if not steps and not lost:
        return None
    context = {
        "words": [{"on": moment(step.at), "words": step.words} for step in steps],
        "lost": [lost_words(message) for message in lost],
        "sender_url": desk_url(case).replace("/change/", "/sender/"),
        "told_url": desk_url(case).replace("/change/", "/step/told/"),
    }
    title = TITLES[case.reply_by] if steps else "有消息没有送到来件人"
    return Panel("told", title, TEMPLATE, context, is_open=True, asks=bool(steps))


def lost_words(message: Outgoing) -> str:
    when = moment(message.claimed_at or message.not_before)
    return f"{when}的{message.get_channel_display()}：{message.error or UNCERTAIN}"
