"""What the desk's page of a hearing or a symposium shows."""

from disclosure.organizations.access import Access
from disclosure.workflow.offer import Offer
from feedback.consultations import forms, meetings
from feedback.consultations.blockers import of_meeting
from feedback.consultations.guard import PUBLISHERS, WRITERS, may
from feedback.consultations.models import Meeting
from feedback.consultations.public.pages import meeting_document
from feedback.consultations.staff.page import history
from feedback.consultations.stamp import stamp_of_meeting
from feedback.consultations.status import standing_of_meeting

PUBLISH = Offer("publish", "公布记录", forms.ReadForm, meetings.publish_meeting, "已公布。", "main")
WITHDRAW = Offer(
    "withdraw", "撤下", forms.WithdrawForm, meetings.withdraw_meeting, "已撤下。", "danger", is_folded=True
)


def offers_for(meeting: Meeting, access: Access) -> list[Offer]:
    """Nobody publishes what they wrote."""
    if meeting.withdrawn_at or not may(access, PUBLISHERS, meeting.organization):
        return []
    if meeting.published_at:
        return [WITHDRAW]
    return [] if access.user.pk in (meeting.entered_by_id, meeting.saved_by_id) else [PUBLISH]


def page_of(meeting: Meeting, access: Access, bound: dict) -> dict:
    """``bound``: forms posted with errors, by ``text`` or the offer's name."""
    colour, word = standing_of_meeting(meeting)
    context = {
        "meeting": meeting,
        "colour": colour,
        "word": word,
        "document": meeting_document(meeting),
        "offers": [offer_row(offer, meeting, access, bound) for offer in offers_for(meeting, access)],
        "history": history(meeting),
    }
    if not meeting.published_at and may(access, WRITERS, meeting.organization):
        given = {"organization": meeting.organization, "initial": forms.values_of_meeting(meeting)}
        context["form"] = bound.get("text") or forms.MeetingForm(**given)
    return context


def offer_row(offer: Offer, meeting: Meeting, access: Access, bound: dict) -> dict:
    blockers = of_meeting(meeting, access.user, access.on) if offer is PUBLISH else ()
    first = {"seen": stamp_of_meeting(meeting)} if offer is PUBLISH else {}
    return {
        "name": offer.name,
        "label": offer.label,
        "kind": offer.kind,
        "is_folded": offer.is_folded,
        "blockers": [blocker.message for blocker in blockers],
        "form": bound.get(offer.name) or offer.form(prefix=offer.name, initial=first),
    }
