"""What became of the comments (采纳情况): written, then published by another person; or all is withdrawn (JG-10, JG-15)."""

from django.core.exceptions import ValidationError
from django.db.models import Count, Max

from catalog.bulletins.drafts import words_of_conflict
from catalog.bulletins.readers import readers_among
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import ENDED
from disclosure.files.rich_text import clean, is_empty
from disclosure.workflow.kit import Act, Context, require_text, stamp_of
from feedback.consultations.blockers import find_undecided
from feedback.consultations.forms import SummaryForm, WithdrawForm
from feedback.consultations.models import Consultation
from feedback.consultations.table import COLLECTORS, NOT_SUMMARISED, OUT, OVER, PUBLISHERS, consultations


def last_summary(context: Context) -> str:
    return stamp_of(context.subject.summary_saved_at)


def summary_in_full(context: Context) -> str:
    """The stamp of the summary, the comments that it lists and what was answered to them."""
    found = context.subject.comments.aggregate(number=Count("pk"), last=Max("decided_at"))
    return stamp_of(context.subject.summary_saved_at, found["number"], found["last"])


@consultations.action(
    "write_summary", "保存采纳情况", at=OUT & NOT_SUMMARISED & OVER, who=COLLECTORS, form=SummaryForm,
    initial=lambda context: {"summary": context.subject.summary}, stamp=last_summary,
    changed=lambda context: words_of_conflict(context.subject.summary_by), done="采纳情况已保存。",
)  # fmt: skip
def write_summary(act: Act, *, summary: str) -> None:
    """Once it is over, as often as wanted until it is published."""
    consultation, text = act.subject, clean(summary)
    if is_empty(text):
        raise ValidationError({"summary": "请写采纳情况：听到哪些意见，采纳了什么，没有采纳的是为什么。"})
    consultation.summary, consultation.summary_by, consultation.summary_saved_at = text, act.by, act.now
    act.record("summary_saved")


@consultations.action(
    "publish_summary", "公布采纳情况", at=OUT & NOT_SUMMARISED & OVER, who=PUBLISHERS, blockers=find_undecided,
    shows_blocked=True, stamp=summary_in_full, style="main", done="采纳情况已公布。",
)  # fmt: skip
def publish_summary(act: Act) -> None:
    """Each comment is listed without its name and with its numbers masked, or not at all."""
    consultation = act.subject
    consultation.comments.show_texts()
    consultation.summary_published_at, consultation.summary_published_by = act.now, act.by
    if consultation.summary_deadline:
        close(consultation.summary_deadline, on=act.on, by=act.by, now=act.now)
    act.record("summary_published")
    notify_commenters(act, consultation)


@consultations.action(
    "withdraw", "撤下", at=OUT, who=PUBLISHERS, form=WithdrawForm, style="danger", is_folded=True, done="已撤下。"
)
def withdraw(act: Act, *, reason: str) -> None:
    """Gone for every reader at once; the staff keep it with what was said, and no summary is owed any more."""
    consultation = act.subject
    consultation.withdrawn_reason = require_text(reason, "请写明撤下的原因。", field="reason", most=300)
    consultation.withdrawn_at = act.now
    if consultation.summary_deadline:
        close(consultation.summary_deadline, on=act.on, by=act.by, now=act.now, closed_as=ENDED)
    act.record("withdrawn", reason=consultation.withdrawn_reason)


def notify_commenters(act: Act, consultation: Consultation) -> None:
    """Those who gave their account and may still read it."""
    known = consultation.comments.filter(person__isnull=False).values_list("person_id", flat=True)
    people = readers_among(set(known), consultation, act.on)
    title = f"您提过意见的一份征求意见公布了采纳情况：{consultation.organization}"
    act.notify_all("summary", people, title, url=consultation.get_absolute_url())
