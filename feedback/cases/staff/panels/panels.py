"""What stands under a case on its staff page, one panel a concern; the longer ones are made in modules of their own."""

from collections.abc import Callable

from django.urls import reverse

from disclosure.deadlines.dates import moment
from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.manual import BY_HAND, TOLD, UNCERTAIN, unsent, untold
from feedback.cases.procedure import cases
from feedback.cases.staff.panels.rectification import rectification_panel
from feedback.cases.staff.panels.replies import handover_panel, replies_panel
from feedback.cases.states import Kind, State

ANSWER, MANUAL = "admin/feedback/case/_public_answer_panel.html", "admin/feedback/case/_told_panel.html"
TITLES = {Case.ReplyBy.POST: "请寄信告知来件人", Case.ReplyBy.PHONE: "请打电话告知来件人"}


def public_answer_panel(context: CaseContext) -> Panel | None:
    """Who wrote without a name cannot be written to: the answer is given to everyone, names hidden (LK-23, JG-08)."""
    case, listing = context.subject, cases.actions["list"]
    is_answered = case.state in (State.ANSWERED, State.CLOSED) and case.answered_on is not None
    if case.kind != Kind.OPINION or not case.is_anonymous or not is_answered or case.listed_at:
        return None
    if not listing.fits(context):
        return None
    may = listing.who.allows(case, context.access)
    url = case.step_url(listing.name) if may else ""
    return Panel("public-answer", "公布答复", ANSWER, {"url": url}, is_open=True, asks=may)


def manual_panel(context: CaseContext) -> Panel | None:
    """What a person has to tell the sender, and the messages that did not arrive. For who may tell them: the telephone number
    and the address stand behind the page of the sender alone."""
    case, action = context.subject, cases.actions[TOLD]
    if not action.who.allows(case, context.access):
        return None
    steps = list(untold(case)) if case.reply_by in BY_HAND else []
    lost = list(unsent(case, context.on))
    if not steps and not lost:
        return None
    shown = {
        "words": [{"on": moment(step.at), "words": step.words} for step in steps],
        "lost": [lost_words(message) for message in lost],
        "sender_url": reverse("admin:feedback_case_sender", args=[case.pk]),
        "told_url": case.step_url(TOLD),
    }
    title = TITLES[case.reply_by] if steps else "有消息没有送到来件人"
    return Panel("told", title, MANUAL, shown, is_open=True, asks=bool(steps))


def lost_words(message: Outgoing) -> str:
    when = moment(message.claimed_at or message.not_before)
    return f"{when}的{message.get_channel_display()}：{message.error or UNCERTAIN}"


PANELS: tuple[Callable[[CaseContext], Panel | None], ...] = (
    replies_panel,
    handover_panel,
    rectification_panel,
    public_answer_panel,
    manual_panel,
)


def panels_of(context: CaseContext) -> list[Panel]:
    return [panel for make in PANELS if (panel := make(context)) is not None]
