"""The end of keeping who commented: some years after the summary was published, or the draft taken down."""

from datetime import datetime

from django.db.models import Q

from disclosure.workflow.kit import Act, Nobody, when
from feedback.consultations.models import Comment, Consultation
from feedback.consultations.table import consultations
from feedback.intake.retention import senders_kept_since


@consultations.action(
    "shred_names", "销毁提意见人的署名", who=Nobody(), by_system=True, audit="consultation.names_shredded",
    at=when(lambda context: bool(context.subject.summary_published_at or context.subject.withdrawn_at)),
)  # fmt: skip
def shred_names(act: Act) -> None:
    Comment.objects.filter(consultation=act.subject).update(name="", person=None)


def shred_commenters(*, now: datetime) -> int:
    """A job of the sweep."""
    until = senders_kept_since(now)
    over = Q(summary_published_at__lt=until) | Q(withdrawn_at__lt=until)
    signed = Comment.objects.filter(~Q(name="") | Q(person__isnull=False)).values("consultation")
    return consultations.sweep(shred_names, Consultation.objects.filter(over, pk__in=signed), now=now)
