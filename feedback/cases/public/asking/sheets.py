"""The three public forms and the order of their questions."""

from dataclasses import dataclass

from django.urls import reverse_lazy
from django.utils.functional import Promise

from feedback.cases.states import Kind

WHERE, KIND, WHAT, WHY, REPLY, CHECK = "where", "kind", "what", "why", "reply", "check"
STEP_LABELS = {
    WHERE: "向谁提",
    KIND: "哪一种",
    WHAT: "写内容",
    WHY: "做什么用",
    REPLY: "怎样答复",
    CHECK: "检查发出",
}


@dataclass(frozen=True)
class Sheet:
    """``lead`` says in one sentence what the form is for."""

    name: str
    url: str | Promise
    title: str
    lead: str
    kinds: tuple[str, ...]
    steps: tuple[str, ...]


REQUESTS = Sheet(
    "requests",
    reverse_lazy("feedback:ask-request"),
    "点题、申请公开",
    "想知道哪件党务，在这里提出来。每一件都有答复日期。",
    (Kind.TOPIC, Kind.APPLICATION),
    (WHERE, KIND, WHAT, WHY, REPLY, CHECK),
)
OPINIONS = Sheet(
    "opinions",
    reverse_lazy("feedback:ask-opinion"),
    "提意见建议",
    "对党组织的工作、对公开的内容有意见或建议，在这里说。",
    (Kind.OPINION,),
    (WHERE, WHAT, REPLY, CHECK),
)
QUESTIONS = Sheet(
    "questions",
    reverse_lazy("feedback:ask-question"),
    "党内事务咨询",
    "对组织生活、党费、发展党员这些事有不明白的，在这里问。",
    (Kind.QUESTION,),
    (WHERE, WHAT, REPLY, CHECK),
)
