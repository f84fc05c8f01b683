"""The dates one can count on, reckoned on the real calendar before anything is sent, each with its reason (LK-17, YY-05)."""

from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.dates import full
from disclosure.deadlines.limits import Due, due
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.traces import explain
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.models.directory import Organization
from feedback.cases.clocks.clocks import ACCEPTANCE, EVENTS, RECEIPT, accept_rule, answer_rule, rules_of, source_of
from feedback.cases.models.cases import Case
from feedback.cases.states import REQUESTS, Kind

LABELS = {"accept": "告诉您是否受理", "answer": "答复您"}


@dataclass(frozen=True)
class Promise:
    label: str
    on: str
    note: str
    why: list[str]
    is_preset: bool
    is_provisional: bool


def promised(kind: str, organization: Organization, on: date) -> dict[str, dict]:
    """What the form promises before sending: the scheme's rows for accepting and answering."""
    rules = rules_of(Case(organization=organization, kind=kind), on)
    rows = {"answer": answer_rule(kind, rules)}
    return {"accept": accept_rule(rules), **rows} if kind in REQUESTS else rows


def promises(kind: str, organization: Organization, on: date, calendar: WorkCalendar) -> list[Promise]:
    """For a case received on the day. An answer counted from acceptance is promised for the latest acceptance."""
    rules = rules_of(Case(organization=organization), on)
    found, accepted_on = [], on
    for name, row in promised(kind, organization, on).items():
        event = row.get("start", RECEIPT)
        extra = {"event": f"{EVENTS[event]}{Kind(kind).label}", "source": source_of(row, rules)}
        start_on = accepted_on if event == ACCEPTANCE else on
        reckoned = due(Rule.from_mapping(row["rule"]), start_on, calendar, extra=extra)
        accepted_on = reckoned.due_on if name == "accept" else accepted_on
        found.append(promise(name, row, reckoned, calendar))
    return found


def promise(name: str, row: dict, reckoned: Due, calendar: WorkCalendar) -> Promise:
    note = ""
    if row.get("start") == ACCEPTANCE:
        note = f"受理后{Rule.from_mapping(row['rule']).describe()}；这里按最晚受理的那一天算，早受理就早答复。"
    return Promise(
        label=LABELS[name],
        on=full(reckoned.due_on, calendar),
        note=note,
        why=explained(reckoned.trace),
        is_preset=bool(row.get("preset")),
        is_provisional=reckoned.is_provisional,
    )


def explained(trace: dict) -> list[str]:
    """The trace in sentences; where the letter gives no number, that the number is a preset and why."""
    note = (trace.get("source") or {}).get("note")
    return [*explain(trace), *([note] if note else [])]


def kept_promises(case: Case, calendar: WorkCalendar) -> list[Promise]:
    """On the receipt: the deadlines that run; what starts with the acceptance as it was promised."""
    running = {"accept": case.accept_deadline, "answer": case.answer_deadline}
    names = list(promised(case.kind, case.organization, case.received_on))
    reckoned = promises(case.kind, case.organization, case.received_on, calendar)
    return [
        of_deadline(name, running[name], calendar) if running[name] else row
        for name, row in zip(names, reckoned, strict=True)
    ]


def of_deadline(name: str, deadline: Deadline, calendar: WorkCalendar) -> Promise:
    return Promise(
        label=LABELS[name],
        on=full(deadline.due_on, calendar),
        note="",
        why=explained(deadline.trace),
        is_preset=bool((deadline.trace.get("source") or {}).get("preset")),
        is_provisional=deadline.is_provisional,
    )
