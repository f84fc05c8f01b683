"""What the calendar's pages show, in words."""

from datetime import date

from django.urls import reverse

from disclosure.deadlines.holidays.changes import Plan
from disclosure.deadlines.holidays.notice import HolidayNotice
from disclosure.deadlines.holidays.recalculation import Move, in_words
from disclosure.deadlines.holidays.year_calendar import year_calendar
from disclosure.deadlines.models import HolidayNotice as KeptNotice
from disclosure.deadlines.workdays import WEEKDAY_NAMES, WorkCalendar


def notice_context(understood: HolidayNotice, plan: Plan, replaced: KeptNotice | None) -> dict:
    return {
        "understood": understood,
        "year": year_calendar(plan.calendar, understood.year),
        "earlier": [day for day in understood.days if day.on.year < understood.year],
        "replaced": replaced,
        **moves_context(plan),
    }


def day_context(on: date, plan: Plan, before: WorkCalendar) -> dict:
    return {
        "on": f"{in_words(on)}（{WEEKDAY_NAMES[on.weekday()]}）",
        "was": working_word(before, on),
        "becomes": working_word(plan.calendar, on),
        **moves_context(plan),
    }


def working_word(calendar: WorkCalendar, on: date) -> str:
    return "上班" if calendar.is_working(on) else "放假"


def moves_context(plan: Plan) -> dict:
    return {
        "moved": [row_of(move) for move in plan.moved],
        "made_certain": [row_of(move) for move in plan.made_certain],
    }


def row_of(move: Move) -> dict:
    return {
        "url": reverse("admin:deadlines_deadline_change", args=[move.deadline.pk]),
        "title": move.deadline.title,
        "organization": str(move.deadline.organization),
        "old": in_words(move.old_due_on),
        "new": in_words(move.new_due_on),
        "direction": direction(move),
        "is_provisional": move.found.is_provisional,
    }


def direction(move: Move) -> str:
    if not (move.is_moved and move.old_due_on and move.new_due_on):
        return ""
    days = (move.new_due_on - move.old_due_on).days
    return f"推迟{days}天" if days > 0 else f"提前{-days}天"


def hidden(form) -> list[dict]:
    """What was entered, to be sent again with the confirmation."""
    return [{"name": name, "value": form[name].value() or ""} for name in form.fields]


def said(moved: int) -> str:
    return f"{moved}项时限的到期日已重算，责任人已收到通知。" if moved else "没有时限因此改期。"
