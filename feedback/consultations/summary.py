"""采纳情况: what became of the comments, written by one person and published by another when all is over (JG-10, JG-15)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.bulletins.readers import readers_of
from catalog.schemes.choices import Scope
from disclosure.deadlines.actions import close
from disclosure.files.rich_text import clean, is_empty
from disclosure.files.sensitive_data.search import masked
from disclosure.notices.tell import tell
from feedback.consultations.blockers import of_summary, refuse_if
from feedback.consultations.comments import require_unsummarised
from feedback.consultations.guard import COLLECTORS, PUBLISHERS, audit, begin, require_out, require_unseen
from feedback.consultations.models import Consultation
from feedback.consultations.stamp import require_read, stamp_of_summary

CHUNK = 200


@transaction.atomic
def write_summary(
    consultation: Consultation, *, summary: str, by, now: datetime, seen_saved_at: datetime | None = None
) -> Consultation:
    """Once it is over, as often as wanted until it is published."""
    consultation = begin(consultation, "写采纳情况", COLLECTORS, by=by, now=now)
    require_out(consultation)
    require_unsummarised(consultation)
    if timezone.localdate(now) <= consultation.until_on:
        raise ValidationError("还在征求意见，截止以后再写采纳情况。")
    require_unseen(consultation.summary_saved_at, seen_saved_at, consultation.summary_by)
    summary = clean(summary)
    if is_empty(summary):
        raise ValidationError({"summary": "请写采纳情况：听到哪些意见，采纳了什么，没有采纳的是为什么。"})
    consultation.summary, consultation.summary_by, consultation.summary_saved_at = summary, by, now
    consultation.save()
    audit("consultation.summary_saved", consultation, by=by, now=now)
    return consultation


@transaction.atomic
def publish_summary(consultation: Consultation, *, by, now: datetime, seen: str = "") -> Consultation:
    """With every comment as it may be listed: without its name, its numbers masked, or not at all."""
    consultation = begin(consultation, "公布采纳情况", PUBLISHERS, by=by, now=now)
    require_out(consultation)
    require_unsummarised(consultation)
    on = timezone.localdate(now)
    require_read(stamp_of_summary(consultation), seen)
    refuse_if(of_summary(consultation, by, on))
    show_texts(consultation)
    consultation.summary_published_at, consultation.summary_published_by = now, by
    consultation.save()
    if consultation.summary_deadline:
        close(consultation.summary_deadline, on=on, by=by, now=now)
    audit("consultation.summary_published", consultation, by=by, now=now)
    tell_commenters(consultation, now=now)
    return consultation


def show_texts(consultation: Consultation) -> None:
    rows = list(consultation.comments.filter(is_hidden=False).only("text"))
    for row in rows:
        row.shown_text = masked(row.text)
    consultation.comments.model.objects.bulk_update(rows, ["shown_text"], batch_size=CHUNK)
    consultation.comments.filter(is_hidden=True).update(shown_text="")


def tell_commenters(consultation: Consultation, *, now: datetime) -> None:
    """Those who gave their account and may still read it."""
    people = set(consultation.comments.filter(person__isnull=False).values_list("person_id", flat=True))
    if consultation.scope != Scope.SOCIETY:
        readers = readers_of(consultation, timezone.localdate(now)).filter(pk__in=people)
        people = set(readers.values_list("pk", flat=True))
    title = f"您提过意见的一份征求意见公布了采纳情况：{consultation.organization}"
    key, url = f"consultation:{consultation.pk}:summary", consultation.get_absolute_url()
    tell(people, key=key, title=title, url=url, now=now)
