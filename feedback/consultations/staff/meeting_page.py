"""What the staff page of a hearing or a symposium shows beside its actions."""

from dataclasses import dataclass

from catalog.bulletins.public.rows import Document
from catalog.bulletins.staff.draft import Bound, Draft, draft_of
from disclosure.web.components import Badge
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage
from feedback.consultations.forms import MeetingForm, values_of
from feedback.consultations.meetings import save_meeting
from feedback.consultations.public.pages import meeting_document
from feedback.consultations.status import status_of_meeting


@dataclass(frozen=True)
class MeetingParts:
    """``draft``: for who may change it."""

    document: Document
    draft: Draft | None


def page_of(context: Context, bound: Bound) -> ProcedurePage:
    """``bound``: the form of the text, posted with errors."""
    meeting = context.subject
    draft = None
    if offer_of(save_meeting, context):
        form = MeetingForm(organization=meeting.organization, initial=values_of(MeetingForm, meeting))
        draft = draft_of(meeting, form, bound)
    return ProcedurePage(
        heading=meeting.title,
        badge=Badge(*status_of_meeting(meeting)),
        caption="",
        facts=[],
        more=MeetingParts(meeting_document(meeting), draft),
    )
