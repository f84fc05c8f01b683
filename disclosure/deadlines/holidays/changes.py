"""Changing the calendar: a yearly notice or a single day. First seen as a plan, then carried out in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from disclosure.audit.record import record
from disclosure.audit.words import register
from disclosure.deadlines import workdays
from disclosure.deadlines.dates import local_day, month_day
from disclosure.deadlines.holidays import notice as holiday_notice
from disclosure.deadlines.holidays.recalculation import Move, carry_out, moves
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.models import HolidayNotice, SpecialDay
from disclosure.deadlines.working_calendar import as_days, current_calendar
from disclosure.web.required import require_text

REASON = "请写明更改的原因。"
register("calendar", {"notice_confirmed": "确认放假安排", "day_changed": "修改工作日"})

Source = SpecialDay.Source


@dataclass(frozen=True)
class Plan:
    """What the calendar would be, and the open deadlines that would feel it."""

    calendar: workdays.WorkCalendar
    moves: list[Move]

    @property
    def moved(self) -> list[Move]:
        return [move for move in self.moves if move.is_moved]

    @property
    def made_certain(self) -> list[Move]:
        return [move for move in self.moves if move.becomes_certain and not move.is_moved]


def notice_in_force(year: int) -> HolidayNotice | None:
    return HolidayNotice.objects.in_force().filter(year=year).first()


def plan_notice(understood: holiday_notice.HolidayNotice) -> Plan:
    """As if the notice were confirmed, in place of an earlier one of its year. Writes nothing."""
    replaced = notice_in_force(understood.year)
    kept = SpecialDay.objects.exclude(source=Source.NOTICE, notice=replaced) if replaced else SpecialDay.objects.all()
    # An override is sorted last by the calendar and so wins over the notice.
    days = [*as_days(kept), *understood.days]
    years = {*HolidayNotice.objects.in_force().values_list("year", flat=True), understood.year}
    calendar = library_calendar().overlaid(days, years)
    return Plan(calendar, moves(calendar, *span(understood, replaced)))


def span(understood: holiday_notice.HolidayNotice, replaced: HolidayNotice | None) -> tuple[date, date]:
    """The whole year, whose certainty changes, and the days of the December before that either notice names."""
    named = [day.on for day in understood.days]
    if replaced:
        named += replaced.days.values_list("on", flat=True)
    return min([date(understood.year, 1, 1), *named]), date(understood.year, 12, 31)


@transaction.atomic
def confirm_notice(*, notice: HolidayNotice, by, now: datetime) -> int:
    """Put a pasted notice in force; returns how many open deadlines got another date.

    It replaces an earlier notice of its year. Days that an administrator changed by hand stay as they are.
    """
    understood = understand(notice.text, notice.year)
    if not by:
        raise ValidationError("放假安排要由系统管理员确认。")
    lock_calendar()
    plan = plan_notice(understood)
    replaced = replace(understood.year, now=now)
    notice.year, notice.number = understood.year, understood.number or notice.number
    notice.confirmed_by, notice.confirmed_at = by, now
    notice.save()
    fill_days(notice, understood)
    reason = f"{notice.year}年放假安排{'更正' if replaced else '公布'}"
    moved = carry_out(plan.moves, current_calendar(), reason=reason, by=by, now=now, on=local_day(now))
    changes = {"year": notice.year, "number": notice.number, "replaced": replaced and replaced.pk}
    changes |= {"days": len(understood.days), "moved": moved, "warnings": list(understood.warnings)}
    record("calendar.notice_confirmed", notice, by=by, now=now, changes=changes)
    return moved


def understand(text: str, year: int | None = None) -> holiday_notice.HolidayNotice:
    try:
        return holiday_notice.parse(text, year=year)
    except holiday_notice.NoticeError as error:
        raise ValidationError({"text": str(error)}) from error


def lock_calendar() -> None:
    """Two changes at once would each reckon without the other's days."""
    list(HolidayNotice.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def replace(year: int, *, now: datetime) -> HolidayNotice | None:
    old = notice_in_force(year)
    if old:
        old.days.filter(source=Source.NOTICE).delete()
        old.replaced_at = now
        old.save(update_fields=["replaced_at"])
    return old


def fill_days(notice: HolidayNotice, understood: holiday_notice.HolidayNotice) -> None:
    """A day of December may stand in two notices: the later year's has the last word. An override keeps it."""
    named = [day.on for day in understood.days]
    SpecialDay.objects.filter(source=Source.NOTICE, on__in=named).delete()
    by_hand = set(SpecialDay.objects.filter(on__in=named).values_list("on", flat=True))
    SpecialDay.objects.bulk_create(row_of(day, notice) for day in understood.days if day.on not in by_hand)


def row_of(day: workdays.SpecialDay, notice: HolidayNotice) -> SpecialDay:
    return SpecialDay(on=day.on, is_working=day.is_working, name=day.name, source=Source.NOTICE, notice=notice)


def plan_day(day: workdays.SpecialDay | None, on: date) -> Plan:
    """As if one day were changed by hand; ``None``: as if the change by hand were taken back. Writes nothing."""
    days = [*as_days(SpecialDay.objects.exclude(on=on)), *([day] if day else noticed(on)[1])]
    years = HolidayNotice.objects.in_force().values_list("year", flat=True)
    calendar = library_calendar().overlaid(days, years)
    return Plan(calendar, moves(calendar, on, on))


def noticed(on: date) -> tuple[HolidayNotice | None, list[workdays.SpecialDay]]:
    """The notice in force that names a day, and what its text says of it; the later year's has the last word."""
    for notice in HolidayNotice.objects.in_force().filter(year__in=[on.year, on.year + 1]).order_by("-year"):
        if days := [day for day in understand(notice.text, notice.year).days if day.on == on]:
            return notice, days
    return None, []


@transaction.atomic
def change_day(*, on: date, is_working: bool, name: str, reason: str, by, now: datetime) -> int:
    """Make one day a working day or a holiday by hand; returns how many open deadlines got another date."""
    require_text(reason, REASON, field="reason")
    lock_calendar()
    plan = plan_day(workdays.SpecialDay(on, is_working, name, Source.OVERRIDE), on)
    values = {"is_working": is_working, "name": name, "source": Source.OVERRIDE, "notice": None}
    day, _ = SpecialDay.objects.update_or_create(on=on, defaults=values)
    return settle(day, plan, reason=reason, by=by, now=now, now_is="上班" if is_working else "放假")


@transaction.atomic
def take_back_day(*, on: date, reason: str, by, now: datetime) -> int:
    """Let the notice, or the plain week, decide again about a day that was changed by hand."""
    require_text(reason, REASON, field="reason")
    lock_calendar()
    day = SpecialDay.objects.filter(on=on, source=Source.OVERRIDE).first()
    if day is None:
        raise ValidationError("这一天没有被管理员更改过。")
    plan, (notice, restored) = plan_day(None, on), noticed(on)
    moved = settle(day, plan, reason=reason, by=by, now=now, now_is="恢复原安排")
    day.delete()
    SpecialDay.objects.bulk_create(row_of(each, notice) for each in restored)
    return moved


def settle(day: SpecialDay, plan: Plan, *, reason: str, by, now: datetime, now_is: str) -> int:
    words = f"{month_day(day.on)}{now_is}（{reason}）"
    moved = carry_out(plan.moves, plan.calendar, reason=words, by=by, now=now, on=local_day(now))
    record("calendar.day_changed", day, by=by, now=now, changes={"now": now_is, "reason": reason, "moved": moved})
    return moved
