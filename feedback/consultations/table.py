"""The table of a consultation: who acts, from where, what the log calls it; most of it is true of a meeting too. How it stands
follows from its dates. Its actions stand in ``writing``, ``publishing``, ``comments``, ``deciding`` and ``summary``."""

from django.db import models

from catalog.schemes.choices import Scope
from disclosure.organizations.roles import COLLECT_OPINIONS, DRAFT, PUBLISH
from disclosure.workflow.kit import Condition, Context, Holds, Workflow, when
from feedback.consultations.models import Consultation, Meeting

WRITERS, PUBLISHERS, COLLECTORS = Holds(DRAFT), Holds(PUBLISH), Holds(DRAFT, COLLECT_OPINIONS)
LABELS: dict[type[models.Model], str] = {Consultation: "征求意见", Meeting: "听证座谈"}

DRAFTED = when(lambda context: not context.subject.withdrawn_at, not_now="已经撤下，不能再改。") & when(
    lambda context: not context.subject.published_at, not_now="已经发布，不能再改。可能别人刚刚发布了。"
)
OUT = when(lambda context: not context.subject.withdrawn_at, not_now="已经撤下了。") & when(
    lambda context: bool(context.subject.published_at), not_now="还没有发布。"
)
NOT_OVER = when(
    lambda context: context.on <= context.subject.until_on, not_now="已经截止，不能再延长。要再听意见，请另发一份。"
)
OVER = when(lambda context: context.on > context.subject.until_on, not_now="还在征求意见，截止以后再写采纳情况。")
NOT_SUMMARISED = when(lambda context: not context.subject.summary_published_at, not_now="采纳情况已经公布，不能再改。")


def by_another(*columns: str, not_now: str) -> Condition:
    """Than the people of these columns."""

    def fits(context: Context) -> bool:
        return context.user.pk not in {getattr(context.subject, f"{column}_id") for column in columns}

    return when(fits, not_now=not_now)


def label_of(row: Consultation | Meeting) -> str:
    """Its title when everybody may read it, else its number: who reads the log need not be among the readers."""
    is_open = row.scope == Scope.SOCIETY and row.published_at
    return row.title if is_open else f"{LABELS[type(row)]}（第{row.pk}号）"


consultations = Workflow(
    Consultation,
    code="consultation",
    reads=("organization", "summary_deadline"),
    label=label_of,
    heading=lambda row: "",
    url_of=Consultation.get_staff_url,
)
