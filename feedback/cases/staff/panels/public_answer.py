"""Who wrote without a name cannot be written to: the answer is given to everyone, names hidden (LK-23, JG-08)."""

from datetime import date

from django.urls import reverse

from disclosure.organizations.access import access_of
from disclosure.web.panel import Panel
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind, State
from feedback.cases.steps import STEPS, is_allowed

TEMPLATE = "admin/feedback/case/_public_answer_panel.html"


def public_answer_panel(case: Case, user, on: date) -> Panel | None:
    step = STEPS["list"]
    is_answered = case.state in (State.ANSWERED, State.CLOSED) and case.answered_on is not None
    if case.kind != Kind.OPINION or not case.is_anonymous or not is_answered or case.listed_at:
        return None
    if not step.fits(case):
        return None
    may = is_allowed(case, step, access_of(user, on))
    url = reverse("admin:feedback_case_step", args=[case.pk, "list"]) if may else ""
    return Panel("public-answer", "公布答复", TEMPLATE, {"url": url}, is_open=True, asks=may)
