"""Consultations and meetings as their readers see them: rows of the lists, the draft, what became of the comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse_lazy

from catalog.bulletins.public.rows import Document, scope_note, scope_words
from catalog.bulletins.public.rows import Row as MeetingRow
from catalog.items.public import organizations
from disclosure.deadlines import dates
from disclosure.files.listing import attachment_of
from disclosure.organizations.models.directory import Organization
from disclosure.web.components import HOME, Badge, Fact, Link, given
from disclosure.web.filters import Field
from feedback.consultations.actions.deciding import counts_of
from feedback.consultations.models import Comment, Consultation, ConsultationFile, ConsultationQuerySet, Meeting
from feedback.consultations.status import Status, status_of

CONSULTATIONS = Link("意见征求", reverse_lazy("feedback:consultations"))
LIST_CRUMBS = [HOME, Link(CONSULTATIONS.label)]
OVER_ORDER, MEETING_ORDER, COMMENT_ORDER = ["-until_on", "-pk"], ["-held_on", "-pk"], ["pk"]
COMMENTS_SHOWN, RUNNING_SHOWN, ORGANIZATIONS_SHOWN = 50, 100, 200
COLUMNS = ("title", "scope", "from_on", "until_on", "published_at", "withdrawn_at", "summary_published_at")
ORGANIZATION = ("organization__name", "organization__short_name", "organization__code")
RESULT_COLOURS = {Comment.Result.ADOPTED: "done", Comment.Result.PARTLY: "draft", Comment.Result.DECLINED: "excused"}


@dataclass(frozen=True)
class Row:
    consultation: Consultation
    status: Status
    period: str
    scope: str


@dataclass(frozen=True)
class Handled:
    """A comment as the summary lists it, without any name, and what became of it."""

    text: str
    badge: Badge
    reply: str


def select_columns(consultations: ConsultationQuerySet) -> ConsultationQuerySet:
    """Only the columns that a row shows."""
    return consultations.select_related("organization").only(*COLUMNS, *ORGANIZATION)


def rows(consultations: Iterable[Consultation], on: date) -> list[Row]:
    return [Row(row, status_of(row, on), period(row, on), scope_note(row)) for row in consultations]


def crumbs(consultation: Consultation) -> list[Link]:
    return [*organizations.crumbs(consultation.organization), CONSULTATIONS, Link(consultation.title)]


def period(consultation: Consultation, on: date) -> str:
    return f"{dates.short(consultation.from_on, on)}至{dates.short(consultation.until_on, on)}"


def select_meeting_columns(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.select_related("organization").only("title", "kind", "scope", "held_on", *ORGANIZATION)


def meeting_row(meeting: Meeting, on: date) -> MeetingRow:
    kind = f"{meeting.get_kind_display()} · {meeting.organization}"
    days = dates.short(meeting.held_on, on), meeting.held_on.isoformat()
    return MeetingRow(meeting.get_absolute_url(), meeting.title, kind, scope_note(meeting), *days)


def organization_field(*visible: QuerySet, asked: str) -> Field:
    """Whose, among what the reader may see; the one that a link asks for is a choice even where it has nothing to show."""
    whose = Organization.objects.filter(code=asked)
    for found in visible:
        whose = whose | Organization.objects.filter(pk__in=found.values("organization"))
    shown = whose.order_by("name", "pk").values_list("code", "name")[:ORGANIZATIONS_SHOWN]
    return Field("o", "党组织", tuple(shown))


def document(consultation: Consultation, files: Iterable[ConsultationFile]) -> Document:
    """The desk shows the same before it is published."""
    organization, published_at = consultation.organization, consultation.published_at
    metadata = [
        Fact("征求组织", organization.name, organization.get_absolute_url()),
        Fact("向谁征求", scope_words(consultation)),
        Fact("开始", dates.full(consultation.from_on)),
        Fact("截止", dates.full(consultation.until_on)),
        Fact("发布", dates.full(dates.local_day(published_at)) if published_at else ""),
    ]
    attachments = [attachment_of(row, row.get_absolute_url()) for row in files]
    return Document(consultation.title, consultation.body, scope_note(consultation), given(metadata), attachments)


def summary_words(consultation: Consultation) -> str:
    """Counted from the comments themselves, never typed."""
    found = counts_of(consultation)
    if not found["total"]:
        return "这次没有收到意见。"
    parts = [("adopted", "采纳"), ("partly", "部分采纳"), ("declined", "不采纳")]
    return f"一共收到 {found['total']} 条意见：" + "，".join(f"{word} {found[name]} 条" for name, word in parts) + "。"


def handled(comment: Comment) -> Handled:
    text = "（涉及个人，不列原文）" if comment.is_hidden else comment.shown_text
    colour = RESULT_COLOURS.get(Comment.Result(comment.result), "waiting")
    return Handled(text, Badge(colour, comment.get_result_display()), comment.reply)


def meeting_document(meeting: Meeting) -> Document:
    organization = meeting.organization
    metadata = [
        Fact("召开组织", organization.name, organization.get_absolute_url()),
        Fact("种类", meeting.get_kind_display()),
        Fact("日期", dates.full(meeting.held_on)),
        Fact("地点", meeting.place),
        Fact("到会", f"{meeting.attendance} 人"),
        Fact("参加人员", meeting.attendees, is_wide=True),
        Fact("谁可以看", scope_words(meeting)),
    ]
    return Document(meeting.title, meeting.minutes, scope_note(meeting), given(metadata), [])
