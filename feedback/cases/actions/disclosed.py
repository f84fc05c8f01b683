"""A point-topic that was answered before it was disclosed is met when its item is (LK-31)."""

from disclosure.workflow.kit import Act, Nobody, in_state, when
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases, describe_step
from feedback.cases.replies import ANSWERED
from feedback.cases.states import Kind
from feedback.cases.topics import is_disclosed_whole, owes_disclosure, settle_topic


@cases.action(
    "meet_topic", "点题已经公开", kinds=[Kind.TOPIC], who=Nobody(), is_button=False, audit="case.topic_met",
    at=in_state(*ANSWERED) & when(lambda context: owes_disclosure(context.subject)),
)  # fmt: skip
def meet_topic(act: Act) -> None:
    settle_topic(act.subject, on=act.on, by=act.by, now=act.now)
    describe_step(act, "您点题的内容已经公开。")


def meet_topics(act: Act) -> None:
    """After an item was published inside or outside."""
    item = act.subject
    if not is_disclosed_whole(item):
        return
    rows = Case.objects.filter(led_to=item, kind=Kind.TOPIC, state__in=ANSWERED)
    for case in rows.filter(answer_deadline__closed_on__isnull=True, answer_deadline__isnull=False).order_by("pk"):
        act.follow(meet_topic, case)
