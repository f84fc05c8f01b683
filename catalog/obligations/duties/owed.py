"""What an organisation owes by its catalogue and its scheme up to a day. Pure: entries, rules and calendar in, turns out.

Owed by the calendar is what recurs: periodic entries by the scheme's turns or by the entry's own rule, fixed entries that
the scheme has updated. What waits for an event (即时, 逐段, 岳阳's 定期 after each piece of work) opens nothing here.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from catalog.directory.models import Entry
from catalog.schemes.choices import LimitKind
from catalog.schemes.rules import Limit, NoLimit, SchemeRules
from disclosure.deadlines.limits import Due, Period, due, occurrences
from disclosure.deadlines.rules import Recurrence, Rule, recurrences_in
from disclosure.deadlines.workdays import WorkCalendar

OWN = "publish", "公开"


@dataclass(frozen=True)
class Turn:
    """One turn of a rule: what is to be done (更换, 微调, 更新, 公开) in which period, and when it falls due."""

    recurrence: str
    label: str
    rule: Mapping
    period: Period
    start_on: date
    found: Due


@dataclass(frozen=True)
class Owed:
    line: Entry
    turn: Turn

    @property
    def title(self) -> str:
        """For the ledger: entry and period, never what an item says."""
        return f"{entry_name(self.line)}（{self.turn.period.label}{self.turn.label}）"


def entry_name(line: Entry) -> str:
    return str(line)[:250]


def owed_by(
    lines: Iterable[Entry],
    rules: SchemeRules,
    calendar: WorkCalendar,
    on: date,
    since: date | None = None,
    known_on: date | None = None,
) -> list[Owed]:
    """Everything that recurs, in the order of the catalogue: the turns from the one of ``since`` to the present one, or
    without it from the one before that of ``known_on``, which is the present day where it is not given.

    Entries of one kind share their turns, so each rule is reckoned once.
    """
    known: dict[str, list[Turn]] = {}
    found = []
    for line in lines:
        key = json.dumps([line.limit_kind, line.limit_rule], sort_keys=True)
        if key not in known:
            known[key] = list(turns_of(line, rules, calendar, on, since, known_on))
        found += [Owed(line, turn) for turn in known[key]]
    return found


def turns_of(
    line: Entry,
    rules: SchemeRules,
    calendar: WorkCalendar,
    on: date,
    since: date | None = None,
    known_on: date | None = None,
) -> Iterator[Turn]:
    try:
        limit = rules.limit(line.limit_kind)
    except NoLimit:
        return
    extra = {"event": limit.event, "source": rules.source_for(line.limit_kind)}
    for name, label, rule in recurrences_of(line, limit):
        yield from turns(name, label, rule, calendar, on, since or rule.before(known_on or on), extra)


def turns(
    name: str, label: str, rule: Recurrence, calendar: WorkCalendar, on: date, first: date, extra: dict
) -> Iterator[Turn]:
    for period in occurrences(rule, first, on, calendar):
        start_on, found = reckoned(rule, period, calendar, extra)
        yield Turn(name, label, rule.to_mapping(), period, start_on, found)


def waits_for_event(line: Entry, rules: SchemeRules) -> bool:
    """The calendar never opens it: nothing of it recurs. So too where the scheme does not know its kind: by which rule it recurs
    is known to nobody, so it is asked about each quarter, and what was put off of it is owed."""
    limit = rules.limits.get(line.limit_kind)
    return limit is None or not any(recurrences_of(line, limit))


def recurrences_of(line: Entry, limit: Limit) -> Iterator[tuple[str, str, Recurrence]]:
    """(Name, label, rule). An entry's own rules take the place of the scheme's turns; a number of days that a fixed entry
    sets for its first disclosure leaves its updates as they are (PL-08). Several own rules are owed one beside the other."""
    own = Rule.from_mapping(line.limit_rule) if line.limit_rule else None
    recurring = recurrences_in(own) if own else []
    if recurring:
        yield *OWN, recurring[0]
        for number, rule in enumerate(recurring[1:], start=2):
            yield f"{OWN[0]}-{number}", f"第{number}项{OWN[1]}", rule
    elif own is None or line.limit_kind != LimitKind.PERIODIC:
        for row in limit.recurrences:
            for rule in recurrences_in(Rule.from_mapping(row["rule"])):
                yield row["name"], row["label"], rule


def reckoned(rule: Recurrence, period: Period, calendar: WorkCalendar, extra: dict) -> tuple[date, Due]:
    """The day from which the ledger reckons, and what it finds: the period's first, unless a holiday carries the turn
    before into this period, or this one back before it; then the due date itself."""
    found = due(rule, period.starts_on, calendar, extra=extra)
    if found.due_on == period.due_on:
        return period.starts_on, found
    return period.due_on, due(rule, period.due_on, calendar, extra=extra)
