"""听证座谈: the minutes of hearings and symposia that were let through, one and their list (JG-10, QJ-09)."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse_lazy

from catalog.items.public import organizations
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.components import HOME, Link, description
from disclosure.web.filters import bar
from disclosure.web.page_links import listed
from feedback.consultations.models import Consultation, Meeting
from feedback.consultations.public import pages

MEETINGS = Link("听证座谈", reverse_lazy("feedback:meetings"))


@public_page
def meetings(request):
    reading = reading_of(request)
    visible = Meeting.objects.visible_to(reading.reader, reading.on)
    field = pages.organization_field(visible, asked=asked(request, "o"))
    code = field.chosen(request.GET)
    rows = visible.filter(organization__code=code) if code else visible
    page = listed(request.GET, pages.select_meeting_columns(rows), order=pages.MEETING_ORDER)
    context = {
        "description": description("各级党组织听证会、座谈会的记录：什么时候开的、谁参加了、说了什么。"),
        "crumbs": [HOME, pages.CONSULTATIONS, Link(MEETINGS.label)],
        "filter": bar([field], request.GET),
        "meetings": [pages.meeting_row(row, reading.on) for row in page.rows],
        "page": page,
    }
    return TemplateResponse(request, "site/consultations/meetings.html", context)


@public_page
def meeting(request, pk):
    reading = reading_of(request)
    visible = Meeting.objects.visible_to(reading.reader, reading.on)
    shown = get_object_or_404(visible.select_related("organization"), pk=pk)
    about = Consultation.objects.visible_to(reading.reader, reading.on).filter(pk=shown.consultation_id)
    document = pages.meeting_document(shown)
    context = {
        "meeting": shown,
        "description": description(f"{shown.organization.name}{shown.get_kind_display()}记录：", document.words),
        "crumbs": [*organizations.crumbs(shown.organization), pages.CONSULTATIONS, MEETINGS, Link(shown.title)],
        "document": document,
        "about": about.only("title").first(),
    }
    return TemplateResponse(request, "site/consultations/meeting.html", context)
