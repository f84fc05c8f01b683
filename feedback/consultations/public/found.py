"""Consultations and minutes that a search finds."""

from catalog.public.finding.groups import MOST, Group, Question, group_of, offer
from feedback.consultations.models import Consultation, Meeting


def consultations(question: Question) -> Group | None:
    rows = Consultation.objects.visible_to(question.reading.reader, question.reading.on)
    rows = (
        rows.filter(question.holding("title", "body"), question.under()).select_related("organization").order_by("-pk")
    )
    found = ((row.get_absolute_url(), row.title, [str(row.organization)]) for row in rows[: MOST + 1])
    return group_of("consultations", "征求意见", question, found)


def meetings(question: Question) -> Group | None:
    rows = Meeting.objects.visible_to(question.reading.reader, question.reading.on)
    rows = (
        rows.filter(question.holding("title", "minutes"), question.under())
        .select_related("organization")
        .order_by("-pk")
    )
    found = ((row.get_absolute_url(), row.title, [str(row.organization)]) for row in rows[: MOST + 1])
    return group_of("meetings", "会议记录", question, found)


def register() -> None:
    offer(consultations)
    offer(meetings)
