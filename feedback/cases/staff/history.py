"""What happened to a case, on its page at the desk."""

from dataclasses import dataclass

from disclosure.audit.words import label
from disclosure.deadlines.dates import moment
from disclosure.web.components import Event
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Step
from feedback.cases.procedure import cases
from feedback.cases.visibility import cases_for


@dataclass(frozen=True)
class HistoryEvent(Event):
    """``words``: what the sender reads of it; the note is the desk's own."""

    words: str = ""


def history(context: CaseContext) -> list[HistoryEvent]:
    """Every step, oldest first. That its sender complained about it stands there only for who sees the complaint."""
    rows = Step.objects.filter(case=context.subject).select_related("by").order_by("pk")
    if not cases_for(context.access).filter(complaint_about=context.subject).exists():
        rows = rows.exclude(action="complained")
    return [
        HistoryEvent(moment(row.at), step_words(row.action), str(row.by or ""), note=row.note, words=row.words)
        for row in rows
    ]


def step_words(action: str) -> str:
    return cases.actions[action].label if action in cases.actions else label(f"case.{action}")
