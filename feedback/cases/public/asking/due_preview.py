"""The dates one can count on, reckoned on the real calendar before anything is sent, each with its reason (LK-17, YY-05)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.dates import full
from disclosure.deadlines.limits import Due, due
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.traces import explain
from disclosure.deadlines.working_calendar import current_calendar
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


def promises(kind: str, organization: Organization, on: date) -> list[Promise]:
    return list(promised(kind, organization, on, current_calendar()).values())


def promised(kind: str, organization: Organization, on: date, calendar) -> Mapping[str, Promise]:
    """For a case received on the day, by the scheme's rows for accepting and answering. An answer counted from acceptance is
    promised for the latest acceptance."""
    rules = rules_of(Case(organization=organization, kind=kind), on)
    rows: dict[str, Mapping] = {"accept": accept_rule(rules)} if kind in REQUESTS else {}
    found, accepted_on = {}, on
    for name, row in {**rows, "answer": answer_rule(kind, rules)}.items():
        event, rule = row.get("start", RECEIPT), Rule.from_mapping(row["rule"])
        start_on, note = on, ""
        if event == ACCEPTANCE:
            start_on = accepted_on
            note = f"受理后{rule.describe()}；这里按最晚受理的那一天算，早受理就早答复。"
        extra = {"event": f"{EVENTS[event]}{Kind(kind).label}", "source": source_of(row, rules)}
        reckoned = due(rule, start_on, calendar, extra=extra)
        accepted_on = reckoned.due_on if name == "accept" else accepted_on
        found[name] = promise(name, reckoned, calendar, note)
    return found


def promise(name: str, reckoned: Due | Deadline, calendar, note: str = "") -> Promise:
    """The trace in sentences; where the letter gives no number, that the number is a preset and why."""
    source = reckoned.trace.get("source") or {}
    why = [*explain(reckoned.trace), *filter(None, [source.get("note")])]
    day, is_preset = full(reckoned.due_on, calendar), bool(source.get("preset"))
    return Promise(LABELS[name], day, note, why, is_preset, reckoned.is_provisional)


def kept_promises(case: Case) -> list[Promise]:
    """On the receipt: the deadlines that run; what starts with the acceptance as it was promised."""
    calendar, running = current_calendar(), {"accept": case.accept_deadline, "answer": case.answer_deadline}
    reckoned = promised(case.kind, case.organization, case.received_on, calendar)
    return [promise(name, running[name], calendar) if running[name] else row for name, row in reckoned.items()]
