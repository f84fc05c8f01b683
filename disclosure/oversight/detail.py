"""One deadline for those who watch: why this day, what was changed, who was reminded. Never what an item says."""

from datetime import date

from django.utils import timezone

from catalog.items.models import Item
from disclosure.deadlines import dates
from disclosure.deadlines.holidays.recalculation import in_words
from disclosure.deadlines.models import Deadline, DeadlineChange, Reminder
from disclosure.deadlines.strip import trace_strip
from disclosure.deadlines.traces import explain
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.oversight.pages import due_in_words


def metadata(deadline: Deadline, calendar: WorkCalendar) -> list[dict]:
    organization = deadline.organization
    rows = [
        {"label": "党组织", "value": organization.name, "url": f"/oversight/o/{organization.code}/"},
        {"label": "责任科室", "value": deadline.department.name if deadline.department else "未定"},
        {"label": "责任人", "value": str(deadline.person) if deadline.person else "未定"},
        {"label": "种类", "value": deadline.get_kind_display()},
        {"label": "起算", "value": dates.full(deadline.start_on, calendar)},
        due_row(deadline, calendar),
    ]
    if deadline.closed_on:
        rows.append({"label": "办结", "value": dates.full(deadline.closed_on, calendar)})
    return rows


def due_row(deadline: Deadline, calendar: WorkCalendar) -> dict:
    if deadline.due_on is None:
        return {"label": "到期", "value": f"{in_words(deadline.paused_on)}起暂停计时"}
    row = {"label": "到期", "value": dates.full(deadline.due_on, calendar)}
    is_open = deadline.closed_on is None
    return row | ({"state": "provisional", "word": "暂定"} if deadline.is_provisional and is_open else {})


def history(deadline: Deadline) -> list[dict]:
    """What happened to the due date, newest first."""
    events = [change_event(change) for change in deadline.changes.select_related("changed_by").order_by("-pk")]
    events.append({"on": dates.plain(deadline.opened_on), "title": "开始计时"})
    if deadline.closed_on:
        state = "late" if deadline.was_late() else "done"
        words = "办结" if deadline.closed_as == Deadline.ClosedAs.DONE else deadline.get_closed_as_display()
        events.insert(0, {"on": dates.plain(deadline.closed_on), "title": words, "state": state})
    return events


def change_event(change: DeadlineChange) -> dict:
    who = str(change.changed_by) if change.changed_by else "系统"
    return {
        "on": dates.plain(timezone.localdate(change.changed_at)),
        "title": change.get_kind_display(),
        "who": who,
        "note": f"{in_words(change.old_due_on)} → {in_words(change.new_due_on)}。{change.reason}",
    }


def reminders(deadline: Deadline) -> list[dict]:
    """One line a step: when, and who was reminded."""
    lines: dict[tuple, dict] = {}
    for row in Reminder.objects.filter(deadline=deadline).select_related("recipient").order_by("pk"):
        line = lines.setdefault(
            (row.due_on, row.step),
            {"on": dates.plain(row.created_on), "step": row.get_step_display(), "people": []},
        )
        line["people"].append(str(row.recipient))
    return [{**line, "people": "、".join(line["people"])} for line in lines.values()]


def readable_item(deadline: Deadline, user, on: date) -> str:
    """The address of the published item, for whoever may read it by its scope; supervision opens none."""
    item = Item.objects.visible_to(user, on).filter(deadline=deadline).first()
    return item.get_absolute_url() if item else ""


def detail_context(deadline: Deadline, user, calendar: WorkCalendar, on: date) -> dict:
    words, state = due_in_words(deadline, calendar, on)
    return {
        "deadline": deadline,
        "words": words,
        "state": state,
        "metadata": metadata(deadline, calendar),
        "strip": trace_strip(deadline.trace),
        "sentences": explain(deadline.trace) if deadline.trace else [],
        "history": history(deadline),
        "reminders": reminders(deadline),
        "item_url": readable_item(deadline, user, on),
    }
