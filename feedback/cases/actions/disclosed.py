"""A point-topic that was answered before it was disclosed is met when its item is; what is withdrawn or hidden later, or reaches
too few after all, is owed again by the same day (LK-31)."""

from django.db.models import Q

from catalog.items.models import Item
from disclosure.deadlines.actions import reopen
from disclosure.deadlines.models import DONE
from disclosure.workflow.kit import Act, Nobody, in_state, when
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases, describe_step, move
from feedback.cases.replies import ANSWERED
from feedback.cases.states import Kind, State
from feedback.cases.topics import is_met, owes_disclosure, settle_topic

GONE = "点题公开的内容又撤了下来，仍应公开"


@cases.action(
    "meet_topic", "点题已经公开", kinds=[Kind.TOPIC], who=Nobody(), is_button=False, audit="case.topic_met",
    at=in_state(*ANSWERED) & when(lambda context: owes_disclosure(context.subject) and is_met(context.subject)),
)  # fmt: skip
def meet_topic(act: Act) -> None:
    settle_topic(act.subject, on=act.on, by=act.by, now=act.now)
    describe_step(act, "您点题的内容已经公开。")


@cases.action(
    "owe_topic", "点题仍应公开", kinds=[Kind.TOPIC], who=Nobody(), is_button=False, audit="case.topic_owed",
    at=in_state(*ANSWERED) & when(lambda context: not is_met(context.subject)), to={State.ANSWERED},
)  # fmt: skip
def owe_topic(act: Act) -> None:
    """One that was closed waits anew for what meets it."""
    case = act.subject
    case.answer_deadline = reopen(case.answer_deadline, reason=GONE, by=act.by, now=act.now)
    move(act, State.ANSWERED)
    case.closed_at = None
    describe_step(act, "您点题的内容公开以后又撤了下来，还要公开，或者向提的人说明理由。")


def topics_of(item: Item):
    """Answered with the item, or leading to it."""
    with_it = Q(led_to=item) | Q(replies__item=item, replies__sent_at__isnull=False)
    rows = Case.objects.filter(with_it, kind=Kind.TOPIC, state__in=ANSWERED, answer_deadline__isnull=False)
    return rows.select_related("led_to", "answer_deadline").distinct().order_by("pk")


def meet_topics(act: Act) -> None:
    """After an item was published inside or outside, shown again, or agreed to be for fewer."""
    if act.subject.hidden_at is None:
        for case in topics_of(act.subject).filter(answer_deadline__closed_on__isnull=True):
            if is_met(case):
                act.follow(meet_topic, case)


def owe_topics(act: Act) -> None:
    """After an item was withdrawn, hidden while it was on display, or owed to everyone again."""
    item = act.subject
    if item.hidden_at and not item.withdrawn_at and not item.is_on_show:
        return
    for case in topics_of(item).filter(answer_deadline__closed_as=DONE):
        if not is_met(case):
            act.follow(owe_topic, case)
