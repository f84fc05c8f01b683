"""Which entries are asked about, of which period, on which day. Pure but for the withholdings.

Asked is what the calendar never opens: kinds without a recurrence (岳阳 all, 龙口 固定、逐段、即时), and entries without a rule of
their own that recurs. An entry exempt or put off on the day is not asked about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from catalog.directory.models import Entry
from catalog.obligations.confirmations.models import Rhythm
from catalog.obligations.duties.owed import waits_for_event
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.rules import label_of, period_of
from disclosure.deadlines.workdays import DAY, WorkCalendar

# What was missed in a longer outage is not asked about any more.
REMEMBERED = timedelta(days=400)
Every = Rhythm.Every


@dataclass(frozen=True)
class Asked:
    """A quarter or half-year; ``opens_on``: its last working day."""

    label: str
    starts_on: date
    ends_on: date
    opens_on: date


def asked_of(lines: Iterable[Entry], rules: SchemeRules) -> list[Entry]:
    return [line for line in lines if waits_for_event(line, rules)]


def quarter_ends(on: date, calendar: WorkCalendar) -> Iterator[tuple[date, date]]:
    """(Last day, last working day) of the quarters that opened up to the day, oldest first, as far back as is remembered."""
    first, last = period_of("quarter", on - REMEMBERED)
    while first <= on:
        opens_on = calendar.previous_working_on_or_before(last)
        if on - REMEMBERED <= opens_on <= on:
            yield last, opens_on
        first, last = period_of("quarter", last + DAY)


def period_ending(ends_on: date, opens_on: date, every: str) -> Asked | None:
    """The quarter's or half-year's period that ends on the quarter's last day; None where none is wanted."""
    if every == Every.NEVER:
        return None
    starts_on, last = period_of(every, ends_on)
    return Asked(label_of(every, starts_on), starts_on, ends_on, opens_on) if last == ends_on else None
