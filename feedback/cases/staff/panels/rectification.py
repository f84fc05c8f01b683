"""On a case's desk page: what is being put right because of it, by when, and what was disclosed again (LK-07, PL-05)."""

from dataclasses import replace
from datetime import date

from catalog.items.models import Item
from catalog.items.staff.rows import due_words
from disclosure.deadlines.dates import full, moment, month_day
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.components import Fact
from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Rectification
from feedback.cases.states import Kind, State

TEMPLATE = "admin/feedback/case/_rectification_panel.html"


def rectification_panel(context: CaseContext) -> Panel | None:
    case, on = context.subject, context.on
    if case.kind != Kind.OPINION:
        return None
    found, again = context.rectification, redisclosure(case, context.user, on)
    if found is None and again is None:
        return None
    shown = {"rows": rows_of(found, on) if found else [], "note": note_for(case, found), "again": again}
    return Panel("rectification", "整改和再次公开", TEMPLATE, shown, is_open=True)


def rows_of(found: Rectification, on: date) -> list[Fact]:
    order, due_on, calendar = found.order, found.deadline.due_on, current_calendar()
    words, state = due_words(due_on, on, calendar)
    by = Fact("应完成", f"{full(due_on, calendar)}前" if due_on else "")
    asked = [
        Fact("要整改什么", order.what, is_wide=True),
        Fact("提出", f"{order.issued_by}，{moment(order.issued_at)}"),
    ]
    if order.closed_at is None:
        return [*asked, replace(by, state=state, word=words)]
    state, word = ("late", "逾期") if found.deadline.was_late() else ("done", "按时")
    done = Fact("确认完成", f"{order.closed_by}，{moment(order.closed_at)}", state=state, word=word)
    return [*asked, by, done, Fact("整改情况", order.outcome, is_wide=True)]


def note_for(case: Case, found: Rectification | None) -> str:
    due_on = found.deadline.due_on if found and not found.is_done else None
    if due_on is None or case.state not in (State.ASSIGNED, State.HANDLED):
        return ""
    return f"整改完成以后再答复；要先答复的，答复里要写明{month_day(due_on)}前完成整改。"


def redisclosure(case: Case, user, on: date) -> Fact | None:
    """Title and workbench for whoever has the item on their desk; for everyone else its index number."""
    if case.led_to is None:
        return None
    row = Item.objects.on_desk_of(user, on).filter(pk=case.led_to_id).first()
    if row is None:
        return Fact("再次公开", case.led_to.index_number, word=case.led_to.get_state_display())
    return Fact("再次公开", row.title, row.staff_url, word=row.get_state_display())
