"""Consultations and meetings as their readers see them: rows of the lists, the draft, what became of the comments."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from catalog.bulletins.public.rows import Document, scope_note, scope_words
from disclosure.deadlines import dates
from disclosure.files.listing import attachment_of
from disclosure.organizations.models.directory import Organization
from disclosure.web.components import Fact, given
from disclosure.web.filters import Field
from feedback.consultations.deciding import counts_of
from feedback.consultations.models import Comment, Consultation, ConsultationFile, Meeting
from feedback.consultations.status import standing_of

OVER_ORDER, MEETING_ORDER, COMMENT_ORDER = ["-until_on", "-pk"], ["-held_on", "-pk"], ["pk"]
COMMENTS_SHOWN, RUNNING_SHOWN, ORGANIZATIONS_SHOWN = 50, 100, 200
COLUMNS = ("title", "scope", "from_on", "until_on", "published_at", "withdrawn_at", "summary_published_at")
RESULT_COLOURS = {Comment.Result.ADOPTED: "done", Comment.Result.PARTLY: "draft", Comment.Result.DECLINED: "excused"}


def home_crumb() -> dict:
    return {"label": "首页", "url": reverse("catalog:home")}


def list_crumb() -> dict:
    return {"label": "意见征求", "url": reverse("feedback:consultations")}


def row_facts(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Only the columns that a row shows."""
    joined = consultations.select_related("organization")
    return joined.only(*COLUMNS, "organization__name", "organization__short_name", "organization__code")


def rows(consultations: Iterable[Consultation], on: date) -> list[dict]:
    return [row(consultation, on) for consultation in consultations]


def row(consultation: Consultation, on: date) -> dict:
    standing = standing_of(consultation, on)
    return {
        "url": consultation.get_absolute_url(),
        "title": consultation.title,
        "organization": str(consultation.organization),
        "scope": scope_note(consultation),
        "state": standing.colour,
        "word": standing.word,
        "days": standing.days,
        "period": period(consultation, on),
    }


def period(consultation: Consultation, on: date) -> str:
    return f"{dates.short(consultation.from_on, on)}至{dates.short(consultation.until_on, on)}"


def meeting_facts(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    columns = ("title", "kind", "scope", "held_on")
    joined = meetings.select_related("organization")
    return joined.only(*columns, "organization__name", "organization__short_name", "organization__code")


def meeting_rows(meetings: Iterable[Meeting], on: date) -> list[dict]:
    """As ``site/_bulletin_rows.html`` shows them."""
    return [
        {
            "url": meeting.get_absolute_url(),
            "title": meeting.title,
            "kind": f"{meeting.get_kind_display()} · {meeting.organization}",
            "scope": scope_note(meeting),
            "on": dates.short(meeting.held_on, on),
            "iso": meeting.held_on.isoformat(),
        }
        for meeting in meetings
    ]


def organization_field(*visible: QuerySet, asked: str) -> Field:
    """Whose, among what the reader may see; the one that a link asks for is a choice even where it has nothing to show."""
    whose = Organization.objects.filter(code=asked)
    for found in visible:
        whose = whose | Organization.objects.filter(pk__in=found.values("organization"))
    shown = whose.order_by("name", "pk").values_list("code", "name")[:ORGANIZATIONS_SHOWN]
    return Field("o", "党组织", tuple(shown))


def document(consultation: Consultation, files: Iterable[ConsultationFile]) -> Document:
    """What ``site/_bulletin.html`` shows; the staff see the same before it is published."""
    organization, published_at = consultation.organization, consultation.published_at
    facts = [
        Fact("征求组织", organization.name, organization.get_absolute_url()),
        Fact("向谁征求", scope_words(consultation)),
        Fact("开始", dates.full(consultation.from_on)),
        Fact("截止", dates.full(consultation.until_on)),
        Fact("发布", dates.full(dates.local_day(published_at)) if published_at else ""),
    ]
    return Document(
        consultation.title,
        consultation.body,
        given(facts),
        [attachment_of(file, file.get_absolute_url()) for file in files],
    )


def summary_words(consultation: Consultation) -> str:
    """Counted from the comments themselves, never typed."""
    found = counts_of(consultation)
    if not found["total"]:
        return "这次没有收到意见。"
    parts = [("adopted", "采纳"), ("partly", "部分采纳"), ("declined", "不采纳")]
    return f"一共收到 {found['total']} 条意见：" + "，".join(f"{word} {found[name]} 条" for name, word in parts) + "。"


def summary_rows(comments: Iterable[Comment]) -> list[dict]:
    return [
        {
            "text": "（涉及个人，不列原文）" if comment.is_hidden else comment.shown_text,
            "state": RESULT_COLOURS.get(comment.result, "waiting"),
            "word": comment.get_result_display(),
            "reply": comment.reply,
        }
        for comment in comments
    ]


def meeting_document(meeting: Meeting) -> Document:
    """As ``site/_bulletin.html`` shows it."""
    organization = meeting.organization
    facts = [
        Fact("召开组织", organization.name, organization.get_absolute_url()),
        Fact("种类", meeting.get_kind_display()),
        Fact("日期", dates.full(meeting.held_on)),
        Fact("地点", meeting.place),
        Fact("到会", f"{meeting.attendance} 人"),
        Fact("参加人员", meeting.attendees, is_wide=True),
        Fact("谁可以看", scope_words(meeting)),
    ]
    return Document(meeting.title, meeting.minutes, given(facts), [])
