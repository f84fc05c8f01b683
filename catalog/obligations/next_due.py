"""When an entry of a catalogue falls due next, and why: from the scheme's rule and the duties already met."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from catalog.directory.models import Entry
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import recurrences_of
from catalog.schemes.rules import Limit, NoLimit, SchemeRules
from disclosure.deadlines import dates
from disclosure.deadlines.limits import Period, occurrences
from disclosure.deadlines.rules import Recurrence, Rule
from disclosure.deadlines.traces import not_later_than
from disclosure.deadlines.workdays import WorkCalendar

AHEAD = timedelta(days=400)
TURNS_AHEAD = 3  # the present one may be met, and with it the one after
Met = Mapping[tuple[str, str], frozenset[date]]


@dataclass(frozen=True)
class Next:
    """``words`` fit a table cell; ``why`` is a sentence; both empty, and ``on`` None, where an event starts the clock."""

    on: date | None
    words: str
    why: str
    is_provisional: bool = False
    safe: str = ""


@dataclass
class Nexts:
    """Answers for many entries; entries of one kind share a rule, so each rule is reckoned once.

    ``met``: (entry code, what is done) → first days of the periods for which it is done; the turn after them is next.
    """

    rules: SchemeRules | None
    calendar: WorkCalendar
    on: date
    met: Met = field(default_factory=dict)
    _known: dict[str, list[Period]] = field(default_factory=dict)

    def limit(self, line: Entry) -> Limit | None:
        try:
            return self.rules.limit(line.limit_kind) if self.rules else None
        except NoLimit:
            return None

    def of(self, line: Entry) -> Next | None:
        """None where no scheme is in force or it does not know the kind."""
        limit = self.limit(line)
        if limit is None:
            return None
        turns = self.turns(line, limit)
        if not turns:
            return Next(None, "", "")
        label, period, rule = min(turns, key=lambda turn: turn[1].due_on)
        due = dates.short(period.due_on, self.on)
        words = f"下次 {due}前" + ("（暂定）" if period.is_provisional else "")
        return Next(period.due_on, words, why(label, period, rule, self.calendar), period.is_provisional, safe(period))

    def turns(self, line: Entry, limit: Limit) -> list[tuple[str, Period, Rule]]:
        """(what is done, the period, the rule) for each recurrence of the entry."""
        recurring = [(label, rule) for _name, label, rule in recurrences_of(line, limit)]
        return [(label, self.next_turn(rule, self.met.get((line.code, label), ())), rule) for label, rule in recurring]

    def next_turn(self, rule: Recurrence, met) -> Period:
        key = json.dumps(rule.to_mapping(), sort_keys=True)
        if key not in self._known:
            turns = occurrences(rule, self.on, self.on + AHEAD, self.calendar)
            self._known[key] = list(islice((turn for turn in turns if turn.due_on >= self.on), TURNS_AHEAD))
        turns = self._known[key]
        return next((turn for turn in turns if turn.starts_on not in met), turns[-1])


def met_by(items, organization, on: date) -> Met:
    """What the given items have met of periods that are not over; give those that the reader may see. One query."""
    rows = Duty.objects.filter(organization=organization, ends_on__gte=on, fulfilled_by__in=items)
    found: dict[tuple[str, str], set[date]] = defaultdict(set)
    for code, label, starts_on in rows.values_list("entry_code", "recurrence_label", "starts_on"):
        found[code, label].add(starts_on)
    return {key: frozenset(days) for key, days in found.items()}


def why(label: str, period: Period, rule: Rule, calendar: WorkCalendar) -> str:
    moved = "" if period.due_on == period.ends_on else "，遇到休息日已经移到工作日"
    moved = moved if "end" in rule.key else ""
    end = f"；那一年的放假安排还没有公布，日期暂定，{safe(period)}" if period.is_provisional else ""
    due = dates.full(period.due_on, calendar)
    return f"{rule.describe()}{label}一次；{period.label}这一次，最迟{due}{moved}{end}。"


def safe(period: Period) -> str:
    """The day that is safe whatever the notice of a year without one says."""
    if not period.is_provisional or period.safe_on is None:
        return ""
    return not_later_than(period.safe_on, period.due_on)
