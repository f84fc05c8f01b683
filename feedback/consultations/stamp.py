"""Published is what the person has read: their page carries a stamp of it, which comes back with the press."""

from django.core.exceptions import ValidationError
from django.db.models import Count, Max

from feedback.consultations.models import Consultation, Meeting

CHANGED = "刚刚有人改过，这里是新的。请再看一遍，再按一次。"


def stamp_of_draft(consultation: Consultation) -> str:
    """The text and its files."""
    files = consultation.files.order_by("pk").values_list("pk", flat=True)
    return " ".join([consultation.saved_at.isoformat(), *map(str, files)])


def stamp_of_summary(consultation: Consultation) -> str:
    """The summary, the comments that it lists and what was answered to them."""
    found = consultation.comments.aggregate(number=Count("pk"), last=Max("decided_at"))
    days = (consultation.summary_saved_at, found["last"])
    return " ".join([*(day.isoformat() for day in days if day), str(found["number"])])


def stamp_of_meeting(meeting: Meeting) -> str:
    return meeting.saved_at.isoformat()


def require_read(stamp: str, seen: str) -> None:
    """``seen``: the stamp of the page that was pressed; empty where there was no page."""
    if seen and seen != stamp:
        raise ValidationError(CHANGED)
