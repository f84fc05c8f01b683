"""A deadline's trace as weeks of days, Monday first, for the strip that answers "why this day"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.deadlines.traces import explain
from disclosure.deadlines.workdays import days_between
from disclosure.web.day_words import month_day

WEEK = timedelta(days=7)
MOST_WEEKS = 8


@dataclass(frozen=True)
class StripDay:
    """``label``: the month is named where it begins and where the strip begins."""

    on: str
    label: str
    state: str
    name: str


Week = list[StripDay]


@dataclass(frozen=True)
class Strip:
    """What the component ``trace_strip`` needs, with the sentences beside it and the question that they answer."""

    weeks: list[Week]
    sentences: list[str]
    question: str


def trace_strip(trace: Mapping) -> Strip | None:
    """None without a due date or a rule."""
    if not trace or not trace.get("due_on") or "start" not in trace:
        return None
    first, last = span(trace)
    states = states_of(trace)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        weeks.append([day(on, states, first) for on in days_between(monday, monday + timedelta(days=6))])
        monday += WEEK
    due_on = date.fromisoformat(trace["due_on"])
    return Strip(shortened(weeks), explain(trace), f"为什么是{month_day(due_on)}")


def span(trace: Mapping) -> tuple[date, date]:
    """From the event to the due date; of a period only its end, where the due date was settled."""
    due_on = date.fromisoformat(trace["due_on"])
    moved = trace.get("moved")
    named = date.fromisoformat(moved["from"]) if moved else due_on
    first = min(due_on, named) if trace.get("period") else date.fromisoformat(trace["start"])
    return first, max(due_on, named)


def states_of(trace: Mapping) -> dict[date, tuple[str, str]]:
    """Day → (state, what is written under it); the later of two wins, so the due date is always itself."""
    states: dict[date, tuple[str, str]] = {}
    for number, on in enumerate(trace.get("counted", ()), start=1):
        states[date.fromisoformat(on)] = ("counted", f"第{number}天")
    for row in trace.get("skipped", ()):
        states[date.fromisoformat(row["on"])] = ("skipped", plain(row["why"]))
    if moved := trace.get("moved"):
        was, now = date.fromisoformat(moved["from"]), date.fromisoformat(moved["to"])
        for on in days_between(min(was, now), max(was, now)):
            states[on] = ("moved", "休" if on == was else "")
    if not trace.get("period"):
        states[date.fromisoformat(trace["start"])] = ("start", "事项日")
    made = {date.fromisoformat(row["on"]): "上班" for row in trace.get("made_working", ())}
    for on, word in made.items():
        states[on] = (states.get(on, ("counted", ""))[0], word)
    due_on = date.fromisoformat(trace["due_on"])
    states[due_on] = ("due", made.get(due_on, "到期"))
    return states


def plain(why: str) -> str:
    """A weekend needs no name of its own: its column says it."""
    return "" if why in ("周六", "周日") else why


def day(on: date, states: Mapping[date, tuple[str, str]], first: date) -> StripDay:
    state, name = states.get(on, ("outside", ""))
    label = f"{on.month}/{on.day}" if on.day == 1 or on == first else str(on.day)
    return StripDay(on.isoformat(), label, state, name)


def shortened(weeks: list[Week]) -> list[Week]:
    """A long limit shows its first week and its last ones."""
    return weeks if len(weeks) <= MOST_WEEKS else [weeks[0], *weeks[-(MOST_WEEKS - 1) :]]
