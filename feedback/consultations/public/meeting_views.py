"""听证座谈: the minutes of hearings and symposia that were let through, one and their list (JG-10, QJ-09)."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.bulletins.public.rows import scope_note
from catalog.items.public import organizations
from disclosure.organizations.site import asked, public_page, reading_of
from disclosure.web.filters import bar
from disclosure.web.page_links import links
from disclosure.web.paging import paged
from feedback.consultations.models import Consultation, Meeting
from feedback.consultations.public import pages


@public_page
def meetings(request):
    reading = reading_of(request)
    visible = Meeting.objects.visible_to(reading.reader, reading.on)
    field = pages.organization_field(visible, asked=asked(request, "o"))
    code = field.chosen(request.GET)
    rows = visible.filter(organization__code=code) if code else visible
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    page = paged(pages.meeting_facts(rows), order=pages.MEETING_ORDER, **cursors)
    older_url, newer_url = links(request.GET, page)
    context = {
        "crumbs": [pages.home_crumb(), pages.list_crumb(), {"label": "听证座谈"}],
        "filter": bar([field], request.GET),
        "meetings": pages.meeting_rows(page.rows, reading.on),
        "older_url": older_url,
        "newer_url": newer_url,
    }
    return TemplateResponse(request, "site/consultations/meetings.html", context)


@public_page
def meeting(request, pk):
    reading = reading_of(request)
    visible = Meeting.objects.visible_to(reading.reader, reading.on)
    shown = get_object_or_404(visible.select_related("organization"), pk=pk)
    about = Consultation.objects.visible_to(reading.reader, reading.on).filter(pk=shown.consultation_id)
    context = {
        "meeting": shown,
        "crumbs": [
            *organizations.crumbs(shown.organization),
            pages.list_crumb(),
            {"label": "听证座谈", "url": reverse("feedback:meetings")},
            {"label": shown.title},
        ],
        "document": pages.meeting_document(shown),
        "scope_note": scope_note(shown),
        "about": about.only("title").first(),
    }
    return TemplateResponse(request, "site/consultations/meeting.html", context)
