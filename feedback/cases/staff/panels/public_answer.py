"""Who wrote without a name cannot be written to: the answer is given to everyone, names hidden (LK-23, JG-08)."""

from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.procedure import cases
from feedback.cases.states import Kind, State

TEMPLATE = "admin/feedback/case/_public_answer_panel.html"


def public_answer_panel(context: CaseContext) -> Panel | None:
    case, listing = context.subject, cases.actions["list"]
    is_answered = case.state in (State.ANSWERED, State.CLOSED) and case.answered_on is not None
    if case.kind != Kind.OPINION or not case.is_anonymous or not is_answered or case.listed_at:
        return None
    if not listing.fits(context):
        return None
    may = listing.who.allows(case, context.access)
    url = case.step_url(listing.name) if may else ""
    return Panel("public-answer", "公布答复", TEMPLATE, {"url": url}, is_open=True, asks=may)
