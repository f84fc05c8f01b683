"""The answers of a case and the letters that went out, on its desk page. A letter here names nobody: see ``admin.letters``."""

from django.urls import reverse

from disclosure.deadlines.dates import plain
from disclosure.organizations.access import Access
from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.identity import why_not
from feedback.cases.letters.letters import names_sender
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.staff.reply_rows import reply_row

NAME = "replies"
TEMPLATE = "admin/feedback/case/_replies_panel.html"


def replies_panel(context: CaseContext) -> Panel | None:
    case = context.subject
    replies = Reply.objects.filter(case=case).joined().select_related("sent_by", "superior_by").order_by("round")
    letters = Letter.objects.filter(case=case).order_by("pk")
    rows = letter_rows(case, letters, context.access)
    shown = {"replies": [reply_row(reply) for reply in replies], "letters": rows}
    if not any(shown.values()):
        return None
    shown["has_named"] = any(row["named"] for row in rows)
    return Panel(NAME, "答复和文书", TEMPLATE, shown, is_open=True)


def letter_rows(case: Case, letters, access: Access) -> list[dict]:
    may_be_named = not case.is_anonymous and not why_not(case, access)
    return [
        {
            "title": f"{letter.get_name_display()}　{letter.number}",
            "on": plain(letter.made_on),
            "pdf": reverse("admin:feedback_letter_file", args=[letter.pk, "pdf"]),
            "docx": reverse("admin:feedback_letter_file", args=[letter.pk, "docx"]),
            "named": reverse("admin:feedback_letter_named", args=[letter.pk])
            if may_be_named and names_sender(letter)
            else "",
        }
        for letter in letters
    ]
