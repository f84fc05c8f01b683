"""The due dates of a case with the reckoning behind each: 为什么是这一天, with extensions and pauses."""

from dataclasses import dataclass, replace
from datetime import date

from catalog.items.staff.rows import due_words
from disclosure.deadlines import dates
from disclosure.deadlines.models import Deadline, DeadlineChange
from disclosure.deadlines.strip import Strip, trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.states import State

Kind = DeadlineChange.Kind
CHANGES = {
    Kind.EXTENSION: "延期",
    Kind.PAUSE: "暂停计时",
    Kind.RESUME: "恢复计时",
    Kind.RECOMPUTATION: "放假安排有变，重新计算",
}


@dataclass(frozen=True)
class Due:
    """``on``: by when; ``words`` and ``state``: how long still, or how it ended."""

    label: str
    on: str
    words: str
    state: str
    is_provisional: bool
    safe: str
    strip: Strip | None
    changes: list[str]


def dues(case: Case, replies: list[Reply], on: date, calendar: WorkCalendar) -> list[Due]:
    """Accepting, answering, and the superior's decision while it is waited for."""
    rows = clocks(case)
    if case.state == State.AT_SUPERIOR:
        rows += [("上级审定", row.superior_deadline) for row in replies if row.state == Reply.State.AT_SUPERIOR]
    return [due_of(label, deadline, on, calendar) for label, deadline in rows if deadline is not None]


def clocks(case: Case) -> list[tuple[str, Deadline | None]]:
    """What runs for the sender: by when it is accepted, by when it is answered."""
    return [("受理", case.accept_deadline), ("答复", case.answer_deadline)]


def due_of(label: str, deadline: Deadline, on: date, calendar: WorkCalendar) -> Due:
    changes = [change_words(row) for row in deadline.changes.order_by("pk")]
    words = due_or_done(label, deadline, on, calendar)
    return Due(
        label,
        by_when(deadline, calendar),
        *words,
        deadline.is_still_provisional,
        deadline.safe_words,
        strip_of(deadline),
        changes,
    )


def by_when(deadline: Deadline, calendar: WorkCalendar) -> str:
    if deadline.due_on is None:
        return "恢复后再算到期日"
    day = dates.full(deadline.due_on, calendar)
    return f"期限是{day}" if deadline.closed_on else f"{day}前"


def strip_of(deadline: Deadline) -> Strip | None:
    """The reckoning day by day; the day from which it counts is called 起算日 here."""
    strip = trace_strip(deadline.trace)
    if strip is None:
        return None
    weeks = [[replace(day, name="起算日") if day.name == "事项日" else day for day in week] for week in strip.weeks]
    return replace(strip, weeks=weeks)


def due_or_done(label: str, deadline: Deadline, on: date, calendar: WorkCalendar) -> tuple[str, str]:
    """Words and colour."""
    closed_on = deadline.closed_on
    if closed_on is None:
        return due_words(deadline.due_on, on, calendar)
    day = dates.month_day(closed_on)
    if deadline.closed_as != Deadline.ClosedAs.DONE:
        return f"{day}起不再计时", "waiting"
    if deadline.due_on and deadline.was_late():
        return f"{day}已{label}，{dates.late_by(deadline.due_on, closed_on)}", "late"
    return f"{day}已{label}，按时", "done"


def change_words(change: DeadlineChange) -> str:
    """The reason is said of an extension alone: of a pause the time line says it in words meant for the sender."""
    words = f"{dates.plain(change.effective_on)}{CHANGES[Kind(change.kind)]}"
    if change.new_due_on and change.old_due_on and change.new_due_on != change.old_due_on:
        words += f"，从{dates.plain(change.old_due_on)}改到{dates.plain(change.new_due_on)}"
    elif change.new_due_on and change.old_due_on is None:
        words += f"，到期日是{dates.plain(change.new_due_on)}"
    return f"{words}。原因：{change.reason}" if change.kind == Kind.EXTENSION else f"{words}。"
