"""The answers of a case, its letters, to where it was handed over, on its staff page. The letters here name nobody: see
``admin.letters``."""

from dataclasses import dataclass

from disclosure.organizations.access import Access
from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.handover.rows import handover_rows
from feedback.cases.identity import why_not
from feedback.cases.letters.letter_files import names_sender
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.procedure import cases
from feedback.cases.staff.reply_rows import reply_row

NAME = "replies"
TEMPLATE = "admin/feedback/case/_replies_panel.html"
HANDOVER = "admin/feedback/case/_handover_panel.html"


@dataclass(frozen=True)
class LetterRow:
    """``is_named``: the person may have it drawn with the sender's name."""

    letter: Letter
    is_named: bool


def replies_panel(context: CaseContext) -> Panel | None:
    case = context.subject
    replies = Reply.objects.filter(case=case).joined().select_related("sent_by", "superior_by").order_by("round")
    rows, letters = [reply_row(reply) for reply in replies], letter_rows(case, context.access)
    if not rows and not letters:
        return None
    shown = {"replies": rows, "letters": letters, "has_named": any(row.is_named for row in letters)}
    return Panel(NAME, "答复和文书", TEMPLATE, shown, is_open=True)


def letter_rows(case: Case, access: Access) -> list[LetterRow]:
    may_be_named = not case.is_anonymous and not why_not(case, access)
    letters = Letter.objects.filter(case=case).order_by("pk")
    return [LetterRow(letter, may_be_named and names_sender(letter)) for letter in letters]


def handover_panel(context: CaseContext) -> Panel | None:
    """To where it went, or is proposed to go while it still may."""
    row, action = context.handover, cases.actions["hand_over"]
    if row is None or not (row.confirmed_at or action.fits(context)):
        return None
    return Panel("handover", "转交", HANDOVER, {"rows": handover_rows(row)}, is_open=True)
