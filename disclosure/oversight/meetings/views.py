"""Meetings in view, the page of one for those who were invited or watch, and the office's report with its receipts."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.deadlines.dates import plain
from disclosure.organizations.access import access_for
from disclosure.oversight import frame
from disclosure.oversight.frame import explained
from disclosure.oversight.meetings.models import Invitation, OfficeReport, Resolution, WorkMeeting
from disclosure.oversight.meetings.rows import (
    invitation_rows,
    meeting_rows,
    report_rows,
    resolution_rows,
)
from disclosure.oversight.selection import place_url
from disclosure.oversight.watching import watch_of
from disclosure.web.components import HOME, Fact, Link, given
from disclosure.web.paging import MOST_ROWS

M = WorkMeeting.State


@explained
def meetings(request, code=""):
    on, watch, access = timezone.localdate(), watch_of(request, code), access_for(request)
    held = WorkMeeting.objects.within(watch.scope).exclude(state=M.PLANNED).select_related("organization")
    open_states = (Resolution.State.OPEN, Resolution.State.DONE)
    signed = OfficeReport.objects.within(watch.scope).filter(state=OfficeReport.State.SIGNED)
    shown, unfinished = list(held.order_by("-planned_on", "-pk")[:MOST_ROWS]), Resolution.objects.within(watch.scope)
    context = {
        "organization": watch.organization,
        "rows": meeting_rows(shown, readable(request, shown)),
        "resolutions": resolution_rows(
            unfinished.filter(state__in=open_states), on, desks=access.desk_ids, says_whose=True
        ),
        "reports": report_rows(signed.select_related("organization").order_by("-pk")[:MOST_ROWS]),
        "most": MOST_ROWS,
        "may_add": access.works_at_desk,
    }
    return frame.page(request, "meetings", watch, "meetings", context, "会议")


def readable(request, meetings) -> set[int]:
    """Those to which the reader was invited, and those of the organisations at whose desk they work. One query."""
    invited = Invitation.objects.filter(person=request.user.pk, meeting__in=meetings)
    desks = access_for(request).desk_ids
    return {row.pk for row in meetings if row.organization_id in desks} | set(
        invited.values_list("meeting_id", flat=True)
    )


@require_safe
def meeting(request, pk):
    """To everybody else it is as if there were none: who watches knows that it was held, not what was said. Minutes are read
    once they are confirmed."""
    row = WorkMeeting.objects.select_related("organization").filter(pk=pk).first()
    if row is None or not readable(request, [row]):
        raise Http404
    on, is_confirmed = timezone.localdate(), row.state == M.CONFIRMED
    context = {
        "meeting": row,
        "facts": given([
            Fact("党组织", row.organization.name),
            Fact("日期", plain(row.day) + ("（补登）" if row.is_entered_late else "")),
            Fact("地点", row.place),
            Fact("还有谁到会", row.others_present if is_confirmed else ""),
            Fact("没有开的原因", row.reason),
        ]),
        "invitations": invitation_rows(row),
        "is_confirmed": is_confirmed,
        "resolutions": resolution_rows(row.resolutions.exclude(state=Resolution.State.DROPPED), on, says_what=True) if is_confirmed else [],
        "crumbs": [HOME, Link("监督", place_url()), Link(str(row))],
        "staff_url": row.get_staff_url() if row.organization_id in access_for(request).desk_ids else "",
    }  # fmt: skip
    return TemplateResponse(request, "oversight/meeting.html", context)
