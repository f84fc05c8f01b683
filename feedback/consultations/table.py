"""The table of a consultation: who acts, from where, what the log calls it; most of it is true of a meeting too. How it stands
follows from its dates. Its actions stand in ``feedback.consultations.actions``."""

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
    """Refuses the people of these columns."""

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
    words={
        "created": "起草征求意见",
        "saved": "保存征求意见",
        "file_added": "添加征求意见附件",
        "file_removed": "删除征求意见附件",
        "asked": "请人发布征求意见",
        "published": "发布征求意见",
        "extended": "延长征求意见",
        "withdrawn": "撤下征求意见",
        "commented": "提出意见",
        "comment_entered": "登记收到的意见",
        "comments_decided": "答复征集到的意见",
        "comments_exported": "导出征集到的意见",
        "names_seen": "查看提意见人的署名",
        "names_shredded": "销毁提意见人的署名",
        "summary_saved": "保存采纳情况",
        "summary_published": "公布采纳情况",
    },
    reads=("organization", "summary_deadline"),
    label=label_of,
    heading=lambda row: "",
    url_of=Consultation.get_staff_url,
)
