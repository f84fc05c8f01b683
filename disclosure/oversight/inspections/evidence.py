"""What the portal's own data say of a sampled line on the day of the drawing: in time, by whose hands, in which channels, to whom.

A fact is told where it can be: what the data cannot say is left to the inspector.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.items.in_time import carried_out, released, still_missing, told
from catalog.items.models import Decision, Item
from catalog.schemes.rules import SchemeRules, find_scheme
from disclosure.deadlines.dates import late_by, plain
from disclosure.deadlines.models import DONE, Deadline
from disclosure.oversight.inspections.models import Mark, Sampled

GOOD, FAIR, POOR = Mark.Grade.GOOD, Mark.Grade.FAIR, Mark.Grade.POOR
UNKNOWN = ""
WORST_FIRST = (POOR, FAIR, GOOD)
Step = Decision.Step
# Who answers for which step → what it is called in a scheme's own rule of separation.
STEPS = {Step.SUBMIT: "proposer", Step.REVIEW: "", Step.SECRECY: "secrecy_reviewer", Step.APPROVE: "approver"}


@dataclass(frozen=True)
class Told:
    """``grade``: empty where the data do not say."""

    grade: str
    why: str


def told_of(facts: Mapping[str, Told], asked: Iterable[str]) -> Told:
    """Of one point, by the facts that tell it: the worst of them, with every reason."""
    found = [facts[each] for each in asked if each in facts]
    grades = {each.grade for each in found}
    grade = next((each for each in WORST_FIRST if each in grades), UNKNOWN)
    return Told(grade, "；".join(each.why for each in found if each.why))


def facts_of(row: Sampled, on: date) -> Mapping[str, Told]:
    if row.subject == Sampled.Subject.OWED:
        return facts_of_owed(Deadline.objects.get(pk=row.subject_id), on)
    reads = ("organization", "entry", "deadline", "published_version")
    item = Item.objects.select_related(*reads).get(pk=row.subject_id)
    rules = find_scheme(item.organization, on)
    return facts_of_item(item, rules, on) if rules else {"in_time": in_time(item.deadline, on)}


def facts_of_item(item: Item, rules: SchemeRules, on: date) -> Mapping[str, Told]:
    return {
        "in_time": in_time(item.deadline, on),
        "procedure": procedure(item, rules),
        "channels": channels(item, rules),
        "scope": scope(item, rules),
    }


def facts_of_owed(row: Deadline, on: date) -> Mapping[str, Told]:
    """Of what is not disclosed there is nothing else to be said."""
    return {"in_time": in_time(row, on), "scope": Told(POOR, "还没有公开") if row.is_overdue(on) else Told("", "")}


def in_time(row: Deadline | None, on: date) -> Told:
    """As the ledger has it: done in time is good, done late fair, overdue poor."""
    if row is None or row.due_on is None:
        return Told(UNKNOWN, "")
    if row.closed_on is None:
        return (
            Told(POOR, f"应于{plain(row.due_on)}前公开，{late_by(row.due_on, on)}")
            if row.is_overdue(on)
            else Told("", "还没有到期")
        )
    words = f"应于{plain(row.due_on)}前公开，{plain(row.closed_on)}{row.get_closed_as_display()}"
    if row.was_late():
        return Told(FAIR, f"{words}，{late_by(row.due_on, row.closed_on)}")
    return Told(GOOD, f"{words}，按时") if row.closed_as == DONE else Told(UNKNOWN, words)


def procedure(item: Item, rules: SchemeRules) -> Told:
    """Every step taken, and by different people: all of them good, where the scheme lets some fall together fair, else poor."""
    version = item.shown_version
    rows = version.decisions.filter(round=version.round, result=Decision.Result.PASSED).select_related("by")
    taken: dict[str, Any] = {row.step: row.by for row in rows if row.step in STEPS and row.by}
    if missing := [str(step.label) for step in STEPS if step not in taken]:
        return Told(POOR, f"没有{'、'.join(missing)}的记录")
    words = "，".join(f"{step.label}{taken[step]}" for step in STEPS)
    apart = [taken[step].pk for step, role in STEPS.items() if role in rules.distinct_people]
    if len(set(apart)) < len(apart):
        return Told(POOR, f"{words}；方案要求分开的步骤由一个人办了")
    is_apart = len({person.pk for person in taken.values()}) == len(STEPS)
    return Told(GOOD, words) if is_apart else Told(FAIR, f"{words}；有人办了不止一步")


def channels(item: Item, rules: SchemeRules) -> Told:
    """One listed channel on every side, carried out and confirmed; each named person told."""
    parts = [*carried_out(item, rules, None), *told(item)]
    if missing := still_missing(parts):
        return Told(POOR, f"还没有{'，还没有'.join(missing)}")
    return Told(GOOD if parts else UNKNOWN, "；".join(f"{part.words}，{plain(part.on)}" for part in parts if part.on))


def scope(item: Item, rules: SchemeRules) -> Told:
    """That it reached everybody does not say that it is complete; that it did not says that it is not."""
    parts = list(released(item, rules))
    if missing := still_missing(parts):
        return Told(POOR, f"还没有{'，还没有'.join(missing)}")
    return Told(UNKNOWN, "；".join(f"{part.words}，{plain(part.on)}" for part in parts if part.on))
