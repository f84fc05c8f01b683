"""One deadline in words: why this day, what was changed, who was reminded. Never what an item says."""

from collections import defaultdict

from disclosure.deadlines import dates
from disclosure.deadlines.models import Deadline, DeadlineChange, Reminder
from disclosure.deadlines.reminders import label_of
from disclosure.deadlines.strip import Strip, trace_strip
from disclosure.deadlines.traces import explain
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.oversight.selection import place_url
from disclosure.oversight.urging.responsible import Responsible
from disclosure.web.components import Event, Fact, given


def metadata(deadline: Deadline, calendar: WorkCalendar, responsible: Responsible) -> list[Fact]:
    organization = deadline.organization
    rows = [
        Fact("党组织", organization.name, place_url(organization.code)),
        Fact("责任科室", deadline.department.name if deadline.department else responsible.office),
        Fact("找谁", responsible.name),
        Fact("电话", responsible.phone),
        Fact("种类", deadline.get_kind_display()),
        Fact("起算", dates.full(deadline.start_on, calendar)),
        due_fact(deadline, calendar),
        Fact("办结", dates.full(deadline.closed_on, calendar) if deadline.closed_on else ""),
    ]
    return given(rows)


def due_fact(deadline: Deadline, calendar: WorkCalendar) -> Fact:
    if deadline.due_on is None:
        return Fact("到期", f"{dates.plain_or_paused(deadline.paused_on)}起暂停计时")
    state, word = ("provisional", "暂定") if deadline.is_still_provisional else ("", "")
    safe = f"；{deadline.safe_words}" if deadline.safe_words else ""
    return Fact("到期", f"{dates.full(deadline.due_on, calendar)}{safe}", state=state, word=word)


def strip(deadline: Deadline) -> Strip | None:
    """The days that were counted, as weeks."""
    return trace_strip(deadline.trace)


def sentences(deadline: Deadline) -> list[str]:
    return explain(deadline.trace) if deadline.trace else []


def history(deadline: Deadline) -> list[Event]:
    """What happened to the due date, newest first."""
    events = [change_event(change) for change in deadline.changes.select_related("changed_by").order_by("-pk")]
    events.append(Event(dates.plain(deadline.opened_on), "开始计时"))
    if deadline.closed_on:
        state = "late" if deadline.was_late() else "done"
        words = "办结" if deadline.closed_as == Deadline.ClosedAs.DONE else deadline.get_closed_as_display()
        events.insert(0, Event(dates.plain(deadline.closed_on), words, state=state))
    return events


def change_event(change: DeadlineChange) -> Event:
    note = f"{dates.plain_or_paused(change.old_due_on)} → {dates.plain_or_paused(change.new_due_on)}。{change.reason}"
    on = dates.plain(dates.local_day(change.changed_at))
    return Event(on, change.get_kind_display(), str(change.changed_by or "系统"), note=note)


def reminders(deadline: Deadline) -> list[Event]:
    """One line a step: when, and who was reminded."""
    found = defaultdict(list)
    for row in Reminder.objects.filter(deadline=deadline).select_related("recipient").order_by("pk"):
        found[row.due_on, row.step].append(row)
    return [
        Event(
            dates.plain(rows[0].created_on),
            label_of(deadline, rows[0].step),
            "、".join(str(row.recipient) for row in rows),
        )
        for rows in found.values()
    ]
