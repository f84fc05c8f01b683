"""Who wrote without a name cannot be written to: the answer is given to everyone, names hidden (LK-23, JG-08)."""

from datetime import date

from disclosure.organizations.access import access_of
from disclosure.web.panel import Panel
from feedback.cases.models.cases import Letter
from feedback.cases.states import Kind, State
from feedback.cases.steps import STEPS, is_allowed

TEMPLATE = "admin/feedback/letter/_public_answer_panel.html"


def public_answer_panel(letter: Letter, user, on: date) -> Panel | None:
    step = STEPS["list"]
    is_answered = letter.state in (State.ANSWERED, State.CLOSED) and letter.answered_on is not None
    if letter.kind != Kind.OPINION or not letter.is_anonymous or not is_answered or letter.listed_at:
        return None
    if not step.fits(letter):
        return None
    may = is_allowed(letter, step, access_of(user, on))
    url = f"/admin/feedback/letter/{letter.pk}/step/list/" if may else ""
    return Panel("public-answer", "公布答复", TEMPLATE, {"url": url}, is_open=True, asks=may)
