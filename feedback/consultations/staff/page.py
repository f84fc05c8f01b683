"""What the staff page of a consultation shows beside its actions: the draft to write, then what came in and what was answered."""

from dataclasses import dataclass

from catalog.bulletins.public.rows import Document
from catalog.bulletins.staff.draft import Bound, Draft, draft_with_files
from catalog.bulletins.staff.page import written_words
from disclosure.deadlines.dates import plain
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage
from feedback.consultations.actions.writing import save
from feedback.consultations.forms import ConsultationForm
from feedback.consultations.models import Consultation, Meeting
from feedback.consultations.public.pages import document
from feedback.consultations.staff.comment_list import CommentList, comments_of
from feedback.consultations.status import status_of


@dataclass(frozen=True)
class ConsultationParts:
    """``written``: who wrote and saved it; ``owed``: by when the summary is; ``draft``: for who may change it; ``comments`` and
    ``meetings``: once it is out."""

    written: str
    owed: str
    document: Document
    draft: Draft | None
    comments: CommentList | None
    meetings: list[Meeting]


def page_of(context: Context, bound: Bound) -> ProcedurePage:
    """``bound``: forms posted with errors, by ``text``, ``file``, ``decide`` or ``enter``; ``parameters`` of the address."""
    consultation, is_out = context.subject, context.subject.published_at is not None
    draft = None
    if offer_of(save, context):
        draft = draft_with_files(context, save, ConsultationForm.of(consultation), bound)
    meetings = consultation.meetings.only("title", "held_on").order_by("held_on", "pk")
    return ProcedurePage(
        heading=consultation.title,
        badge=status_of(consultation, context.on),
        caption="",
        facts=[],
        more=ConsultationParts(
            written=written_words(consultation),
            owed=owed(consultation),
            document=document(consultation, consultation.files.order_by("pk")),
            draft=draft,
            comments=comments_of(context, bound, bound["parameters"]) if is_out else None,
            meetings=list(meetings) if is_out else [],
        ),
    )


def owed(consultation: Consultation) -> str:
    deadline = consultation.summary_deadline
    if deadline is None or deadline.closed_on or deadline.due_on is None:
        return ""
    return f"采纳情况要在{plain(deadline.due_on)}以前公布（截止后15个工作日，预设）。"
