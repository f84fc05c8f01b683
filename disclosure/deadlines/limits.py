"""Time limits: the day on which a rule falls due, and why.

Pure: dates in, dates out. The articles cited are those of the Civil Code (民法典):
- 201: a period counted in days begins on the day after the event;
- 202: a period counted in months ends on the same day of the last month, or on its last day;
- 203: when its last day is a holiday, the day after the holidays is the last day;
- 204: a limit that a scheme counts in working days follows the scheme.
Due dates are inclusive. The rules themselves are read and described by `rules`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from disclosure.deadlines.holidays.plausible import any_working, least_working, most_working
from disclosure.deadlines.rules import CalendarDays, DayCount, Recurrence, Rule, Several, Turn, WorkingDays, require
from disclosure.deadlines.traces import PAUSED, safe_day
from disclosure.deadlines.workdays import DAY, MADE_WORKING, Day, WorkCalendar, days_between

Trace = dict[str, Any]  # JSON: how a due date was reckoned, kept with the deadline


@dataclass(frozen=True)
class Due:
    """The last day on which it is still in time; None while the clock is stopped. The trace says why."""

    due_on: date | None
    is_provisional: bool
    trace: Trace

    @property
    def safe_on(self) -> date | None:
        """The day that is safe whatever the notice says: the due date itself where it is certain."""
        return safe_day(self.trace) or self.due_on


@dataclass(frozen=True)
class Period:
    """One turn of a recurrence: "2026年上半年", its days, and the day it falls due."""

    label: str
    starts_on: date
    ends_on: date
    due_on: date
    is_provisional: bool
    safe_on: date | None = None


@dataclass(frozen=True)
class Pause:
    """The clock stands still after `from_on` up to and including `until_on`; for good while that is None.

    By article 201 the day on which the clock is stopped is still a day used; counting goes on after the day of the answer.
    """

    from_on: date
    until_on: date | None = None

    def __post_init__(self) -> None:
        require(self.until_on is None or self.until_on >= self.from_on, "恢复日不能早于暂停日")

    def covers(self, on: date) -> bool:
        return self.from_on < on and (self.until_on is None or on <= self.until_on)


def due(rule: Rule, start: date, calendar: WorkCalendar, *, extra: Mapping | None = None) -> Due:
    """When `rule` falls due for an event, or a duty, that begins on `start`.

    - working days: the n-th working day after `start`;
    - calendar days and months: counted from the day after it, and when the last is no working day the next one (203);
    - a period's end or what follows a period: of the period that contains `start`. A `start` after the last working day, on
      the days off that close the period, belongs to the next one: nothing is due before it happens;
    - disclosure day, day of the month: the first one, as moved, on or after `start`;
    - several limits: the earliest of those that run from an event, where there are any, else of all.
    `extra` is added to the trace: `event` (a label), `source` (`document`, `article`, `sentence`).
    """
    if isinstance(rule, DayCount):
        return due_after_pauses(rule, start, calendar, (), extra=extra)
    if isinstance(rule, Several):
        parts = [part for part in rule.parts if isinstance(part, DayCount)] or rule.parts
        found = [due(part, start, calendar, extra=extra) for part in parts]
        first = min(found, key=lambda each: each.due_on or start)
        return with_safe_day(first, lambda: min(each.safe_on for each in found if each.safe_on))
    require(isinstance(rule, Recurrence), "这条时限算不出日子")
    if rule.holds_events:
        found = _due_not_before(rule, start, calendar, extra)
        return with_safe_day(found, lambda: safe_on_or_after(rule, start, calendar, rule.turns(start)))
    turns = rule.turns(rule.before(start))
    found = next(found for turn in turns if (found := _due_in(rule, turn, start, calendar, extra)).due_on >= start)
    return with_safe_day(found, lambda: safe_on_or_after(rule, start, calendar, rule.turns(rule.before(start))))


def with_safe_day(found: Due, safe: Callable[[], date | None]) -> Due:
    """In the trace of a provisional date stands the day that is safe whatever the notice says."""
    if not found.is_provisional or found.due_on is None or (safe_on := safe()) is None:
        return found
    return replace(found, trace={**found.trace, "safe_on": iso(min(safe_on, found.due_on))})


def safe_in(rule: Recurrence, turn: Turn, calendar: WorkCalendar) -> date:
    """The earliest day on which the turn may fall due, whatever the notices say that are not out yet."""
    return min(_plausible_in(rule, turn, calendar))


def safe_on_or_after(rule: Recurrence, start: date, calendar: WorkCalendar, turns: Iterator[Turn]) -> date:
    """The earliest day, from `start` on, on which one of the turns may fall due, whatever the notices say that are not out
    yet."""
    first = any_working(calendar, start.year, (start + DAY * 14).year).next_working_on_or_after(start)
    spans = (_plausible_in(rule, turn, calendar) for turn in turns)
    return next(max(first, min(days)) for days in spans if max(days) >= start)


def _plausible_in(rule: Recurrence, turn: Turn, calendar: WorkCalendar) -> tuple[date, date]:
    """The due dates if as much, and if as little as may be is a working day."""
    if rule.count:
        found = _count(rule.count, turn[1], calendar, ())
        return safe_count(rule.count, turn[1], calendar, (), found), found.due_on or turn[1]
    nominal = rule.nominal(*turn) or turn[1]
    years = nominal.year, (nominal + DAY * 14).year
    most, least = any_working(calendar, *years), least_working(calendar, *years)
    if rule.moves_forward:
        return most.next_working_on_or_after(nominal), least.next_working_on_or_after(nominal)
    return most.previous_working_on_or_before(nominal), least.previous_working_on_or_before(nominal)


def _due_not_before(rule: Recurrence, start: date, calendar: WorkCalendar, extra: Mapping | None) -> Due:
    """In the period that contains `start`, unless its day has passed by then; the trace says so."""
    turns = (_due_in(rule, turn, start, calendar, extra) for turn in rule.turns(start))
    own = next(turns)
    if own.due_on is None or own.due_on >= start:
        return own
    later = next(found for found in turns if found.due_on and found.due_on >= start)
    passed = {"label": own.trace["period"]["label"], "due_on": iso(own.due_on)}
    return Due(later.due_on, later.is_provisional, {**later.trace, "passed": passed})


def due_after_pauses(
    rule: Rule, start: date, calendar: WorkCalendar, pauses: Sequence[Pause], *, extra: Mapping | None = None
) -> Due:
    """The due date when the clock was stopped in between: days already used are kept, paused days are not counted.

    A pause that begins on or after the due date changes nothing. While a pause is open the due date is None.
    """
    require(isinstance(rule, DayCount), "只有按日计算的时限可以暂停")
    found = _count(rule, start, calendar, pauses)
    told = replace(found, trace=found.trace | dict(extra or {}))
    return with_safe_day(told, lambda: safe_count(rule, start, calendar, pauses, found))


def safe_count(rule: DayCount, start: date, calendar: WorkCalendar, pauses: Sequence[Pause], found: Due) -> date | None:
    """The earliest day on which the count may end: a weekend day that is made a working day shortens it."""
    if found.due_on is None:
        return None
    if isinstance(rule, WorkingDays):
        return _count(rule, start, most_working(calendar, start, found.due_on), pauses).due_on
    return _count(rule, start, any_working(calendar, start.year, found.due_on.year), pauses).due_on


def _count(rule: DayCount, start: date, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Due:
    counted, skipped, on, amount = [], [], start, rule.days_from(start)
    while len(counted) < amount and not _is_stopped(on + DAY, pauses):
        on += DAY
        day = calendar.day(on)
        if why := _why_not(day, pauses, counts=rule.counts(day.is_working)):
            skipped.append((on, why))
        else:
            counted.append(on)
    nominal = on
    while _why_not_due(calendar.day(on), pauses) and not _is_stopped(on + DAY, pauses):
        on += DAY
    remaining = amount - len(counted)
    is_stopped = remaining > 0 or bool(_why_not_due(calendar.day(on), pauses))
    trace = _trace(rule, start, None if is_stopped else on, days_between(min(start + DAY, on), on), calendar)
    trace |= {
        "counted": [day.isoformat() for day in counted],
        "skipped": [{"on": day.isoformat(), "why": why} for day, why in skipped],
        "made_working": _made_working(counted if isinstance(rule, WorkingDays) else [on], calendar),
        "moved": None if is_stopped else _moved(nominal, on, calendar, pauses),
    }
    if pauses:
        trace["pauses"] = [{"from": iso(pause.from_on), "until": iso(pause.until_on)} for pause in pauses]
    if is_stopped:
        trace |= {
            "remaining": remaining,
            "unit": WorkingDays.unit if isinstance(rule, WorkingDays) else CalendarDays.unit,
        }
    return Due(None if is_stopped else on, trace["provisional"], trace)


def occurrences(rule: Rule, first: date, last: date, calendar: WorkCalendar) -> Iterator[Period]:
    """Every period that shares a day with `first` to `last`, with its due date (which may lie outside of them)."""
    require(isinstance(rule, Recurrence), "这条时限不是周期性的")
    for turn in rule.turns(first):
        if turn[0] > last:
            return
        found = with_safe_day(_due_in(rule, turn, turn[0], calendar, None), partial(safe_in, rule, turn, calendar))
        yield Period(rule.label(turn), *turn, found.due_on, found.is_provisional, found.safe_on)


def _why_not(day: Day, pauses: Sequence[Pause], *, counts: bool) -> str:
    """Why a day is passed over, by its name; empty for one that ``counts`` and on which the clock runs."""
    if any(pause.covers(day.on) for pause in pauses):
        return PAUSED
    return "" if counts else day.name


def _why_not_due(day: Day, pauses: Sequence[Pause]) -> str:
    return _why_not(day, pauses, counts=day.is_working)


def _is_stopped(on: date, pauses: Sequence[Pause]) -> bool:
    return any(pause.until_on is None and pause.covers(on) for pause in pauses)


def _due_in(rule: Recurrence, turn: Turn, start: date, calendar: WorkCalendar, extra: Mapping | None) -> Due:
    period = {"label": rule.label(turn), "from": iso(turn[0]), "to": iso(turn[1])}
    if rule.count:
        own = {"start": iso(start), "rule": rule.to_mapping(), "rule_text": rule.describe(), "period": period}
        found = _count(rule.count, turn[1], calendar, ())
        return replace(found, trace=found.trace | own | dict(extra or {}))
    nominal = rule.nominal(*turn)
    settle = calendar.next_working_on_or_after if rule.moves_forward else calendar.previous_working_on_or_before
    due_on = settle(nominal)
    trace = _trace(rule, start, due_on, days_between(min(nominal, due_on), max(nominal, due_on)), calendar)
    trace |= {"period": period, "moved": _moved(nominal, due_on, calendar, ())}
    return Due(due_on, trace["provisional"], trace | dict(extra or {}))


def _trace(rule: Rule, start: date, due_on: date | None, touched: Iterator[date], calendar: WorkCalendar) -> Trace:
    years = sorted({on.year for on in touched if calendar.day(on).is_provisional})
    return {
        "start": iso(start),
        "rule": rule.to_mapping(),
        "rule_text": rule.describe(),
        "counted": [],
        "skipped": [],
        "made_working": [],
        "moved": None,
        "due_on": iso(due_on),
        "provisional": bool(years),
        "provisional_reason": f"{'、'.join(f'{year}年' for year in years)}放假安排尚未公布" if years else "",
    }


def _made_working(days: list[date], calendar: WorkCalendar) -> list[Mapping]:
    """The weekend days among them that the notice made working days: people ask about them."""
    names = ((on, calendar.day(on).name) for on in days)
    return [{"on": on.isoformat(), "why": name} for on, name in names if name.startswith(MADE_WORKING)]


def _moved(nominal: date, due_on: date, calendar: WorkCalendar, pauses: Sequence[Pause]) -> Mapping | None:
    if nominal == due_on:
        return None
    passed = days_between(min(nominal, due_on), max(nominal, due_on))
    names = [_why_not_due(calendar.day(on), pauses) for on in passed if on != due_on]
    why = "、".join(dict.fromkeys(names if due_on > nominal else reversed(names)))
    return {"from": iso(nominal), "to": iso(due_on), "why": why}


def iso(on: date | None) -> str | None:
    return on.isoformat() if on else None
