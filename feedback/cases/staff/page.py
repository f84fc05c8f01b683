"""What the page of one case at the desk shows: the facts, the text, the days and why, what may be done, what happened."""

from datetime import date

from catalog.items.staff.rows import due_words
from disclosure.audit.words import label
from disclosure.deadlines.dates import full, moment
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.strip import trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.workflow.offers import offers
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Step
from feedback.cases.procedure import cases
from feedback.cases.staff.facts import facts, file_rows, state_of
from feedback.cases.staff.next_steps import step_rows, waiting_words
from feedback.cases.staff.panels.panels import panels_of
from feedback.cases.states import State
from feedback.cases.visibility import cases_for

JOINED = (
    "organization", "entry", "item", "accept_deadline", "answer_deadline", "handler", "department", "registered_by",
    "merged_into", "complaint_about", "led_to",
)  # fmt: skip


def case_facts(context: CaseContext, calendar: WorkCalendar, kept: str = "") -> dict:
    """``kept``: parameters that the addresses of its actions carry along."""
    case, access = context.subject, context.access
    panels = panels_of(context)
    offered = offers(cases, context)
    return {
        "case": case,
        "heading": case.subject,
        "state": state_of(case),
        "dues": dues_of(context, calendar),
        "facts": facts(case, access),
        "files": file_rows(case),
        "steps": step_rows(context, offered, kept),
        "waits": waiting_words(context, offered),
        "panels": panels,
        "asking": [panel for panel in panels if panel.asks],
        "history": history(context),
    }


def dues_of(context: CaseContext, calendar: WorkCalendar) -> list[dict]:
    """The superior's day while it decides."""
    case, on, reply = context.subject, context.on, context.reply
    above = reply.superior_deadline if reply and case.state == State.AT_SUPERIOR else None
    named = (("受理", case.accept_deadline), ("答复", case.answer_deadline), ("上级审定", above))
    return [due_row(what, deadline, on, calendar) for what, deadline in named if deadline is not None]


def due_row(what: str, deadline: Deadline, on: date, calendar: WorkCalendar) -> dict:
    words, state = words_of(deadline, on, calendar)
    return {
        "what": what,
        "words": words,
        "state": state,
        "on": full(deadline.due_on, calendar) if deadline.due_on else "",
        "is_provisional": deadline.is_provisional,
        "trace": trace_strip(deadline.trace),
    }


def words_of(deadline: Deadline, on: date, calendar: WorkCalendar) -> tuple[str, str]:
    if deadline.closed_on is None:
        return due_words(deadline.due_on, on, calendar)
    if deadline.was_late():
        return "办得晚于期限", "late"
    return (deadline.get_closed_as_display(), "done") if deadline.closed_as in UNDONE else ("按时办了", "done")


def history(context: CaseContext) -> list[dict]:
    """Every step, oldest first: what the sender reads of it and what only the desk reads. That its sender complained about
    it stands there only for who sees the complaint."""
    rows = Step.objects.filter(case=context.subject).select_related("by").order_by("pk")
    if not cases_for(context.access).filter(complaint_about=context.subject).exists():
        rows = rows.exclude(action="complained")
    return [
        {
            "on": moment(row.at),
            "title": step_words(row.action),
            "who": str(row.by) if row.by else "",
            "words": row.words,
            "note": row.note,
        }
        for row in rows
    ]


def step_words(action: str) -> str:
    return cases.actions[action].label if action in cases.actions else label(f"case.{action}")
