"""意见征求: what is open and what became of it, one draft with its comment form, its files (JG-10, JG-15)."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from catalog.bulletins.public.files import serve_file_of
from disclosure.organizations.site import Reading, asked, public_page, reading_of, unnamed_page
from disclosure.web.components import description
from disclosure.web.filters import bar
from disclosure.web.page_links import Listed, listed
from feedback.consultations.forms import CommentForm
from feedback.consultations.models import Consultation, Meeting
from feedback.consultations.public import pages
from feedback.consultations.status import OPEN, SUMMARISED, status_of
from feedback.intake import proof_of_work

MEETINGS_SHOWN = 10


@dataclass(frozen=True)
class Summary:
    """``words`` count all comments; ``page`` has the addresses beside these ``rows``."""

    words: str
    rows: list[pages.Handled]
    page: Listed


@public_page
def consultations(request):
    """Those that run come first, on the first page whole; then those that are over, paged by key."""
    reading = reading_of(request)
    visible = Consultation.objects.visible_to(reading.reader, reading.on)
    meetings = Meeting.objects.visible_to(reading.reader, reading.on)
    field = pages.organization_field(visible, meetings, asked=asked(request, "o"))
    if code := field.chosen(request.GET):
        visible, meetings = visible.filter(organization__code=code), meetings.filter(organization__code=code)
    rows = pages.select_columns(visible)
    page = listed(request.GET, rows.over(reading.on), order=pages.OVER_ORDER)
    running = [] if page.newer_url else rows.running(reading.on).order_by("until_on", "pk")[: pages.RUNNING_SHOWN]
    newest = (
        [] if page.newer_url else pages.select_meeting_columns(meetings).order_by(*pages.MEETING_ORDER)[:MEETINGS_SHOWN]
    )
    context = {
        "description": description(
            "正在征求意见的稿子，以前的意见采纳了多少，听证会和座谈会的记录。截止以前谁都可以提意见。"
        ),
        "crumbs": pages.LIST_CRUMBS,
        "filter": bar([field], request.GET),
        "running": pages.rows(running, reading.on),
        "over": pages.rows(page.rows, reading.on),
        "meetings": [pages.meeting_row(row, reading.on) for row in newest],
        "meetings_url": reverse("feedback:meetings") + (f"?o={code}" if code else ""),
        "page": page,
    }
    return TemplateResponse(request, "site/consultations/list.html", context)


@unnamed_page
def consultation(request, pk):
    """One withdrawn, of another scope, or never there: the same 404. Whoever has commented comes here at that second."""
    reading = reading_of(request)
    return page_of(request, found(pk, reading), reading)


def found(pk: int, reading: Reading) -> Consultation:
    visible = Consultation.objects.visible_to(reading.reader, reading.on)
    return get_object_or_404(visible.select_related("organization"), pk=pk)


def page_of(request, shown: Consultation, reading: Reading, form: CommentForm | None = None, **more):
    """``form``: what was posted and could not be kept."""
    status = status_of(shown, reading.on)
    meetings = Meeting.objects.visible_to(reading.reader, reading.on).filter(consultation=shown)
    document = pages.document(shown, shown.files.order_by("pk"))
    context = {
        "consultation": shown,
        "description": description(f"{shown.organization.name}征求意见：", document.words),
        "crumbs": pages.crumbs(shown),
        "document": document,
        "status": status,
        "is_open": status.name == OPEN.name,
        "form": form,
        "meetings": [
            pages.meeting_row(row, reading.on)
            for row in pages.select_meeting_columns(meetings).order_by(*pages.MEETING_ORDER)
        ],
        "summary": summary_of(request, shown) if status.name == SUMMARISED.name else None,
        **more,
    }
    if status.name == OPEN.name:
        context["form"] = form or CommentForm(consultation=shown, person=reading.reader)
        if not reading.is_member:
            context["challenge"] = proof_of_work.challenge(now=timezone.now())
    return TemplateResponse(request, "site/consultations/consultation.html", context)


def summary_of(request, shown: Consultation) -> Summary:
    """The comments as they were let through, without any name."""
    comments = shown.comments.only("consultation", "shown_text", "is_hidden", "result", "reply")
    page = listed(request.GET, comments, order=pages.COMMENT_ORDER, size=pages.COMMENTS_SHOWN)
    return Summary(pages.summary_words(shown), [pages.handled(row) for row in page.rows], page)


@public_page
def consultation_file(request, consultation_pk, pk):
    return serve_file_of(request, Consultation, consultation_pk, pk)
