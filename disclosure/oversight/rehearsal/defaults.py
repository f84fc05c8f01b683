"""What a step means that does not say everything: the affirmative."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from inspect import Parameter
from typing import Any

from disclosure.oversight.rehearsal.acts.grounds import rule_for
from disclosure.oversight.rehearsal.stage import Turn, workplace
from disclosure.oversight.rehearsal.values import hints_of, parameters_of, parts_of
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import How, Outcome

TEXT, NUMBER = "按规定办理。", "1号"
SOON, REVIEW = timedelta(days=30), timedelta(days=180)
Values = Mapping[str, Any]
Propose = Callable[[Turn, Values], Values]


def fixed(**values: Any) -> Propose:
    return lambda turn, given: values


def today(*names: str, **more: Any) -> Propose:
    return lambda turn, given: {**dict.fromkeys(names, turn.on), **more}


def by_when(turn: Turn, given: Values) -> Values:
    return {} if {"due_on", "working_days"} & set(given) else {"working_days": 10}


def order_to_rectify(turn: Turn, given: Values) -> Values:
    """In the name of where the person has a post."""
    return {"issuer": workplace(turn.staff, turn.on), "why": TEXT, **by_when(turn, given)}


def withholding(turn: Turn, given: Values) -> Values:
    """Of the two last days it keeps the one that its kind has."""
    return {"kind": "exemption", "from_on": turn.on, "until_on": turn.on + SOON, "review_on": turn.on + REVIEW}


# By the code of the procedure and the name of the action.
OF_ACTION: Mapping[str, Propose] = {
    "item.review": fixed(passed=True, necessity="有必要公开", accuracy="内容准确"),
    "item.check_secrecy": fixed(passed=True, conclusion="不涉密，可以公开"),
    "delivery.record": today("told_on", channel="面谈"),
    "channel.record": today("from_on", place="会议室", attendance=20),
    "withholding.propose": withholding,
    "filing.send": today("sent_on", number=NUMBER),
    "case.approve_reply": fixed(decision=f"党组织会议研究，纪要{NUMBER}"),
    "case.assign": lambda turn, given: {} if "department" in given else {"handler": turn.person},
    "case.order_rectification": by_when,
    "order.begin_order": order_to_rectify,
    "case.register_verdict": fixed(verdict=Case.Verdict.SATISFIED),
    "case.judge": fixed(verdict=Case.Verdict.SATISFIED),
    "case.register_third_party": fixed(outcome=Outcome.AGREES),
    "case.told": fixed(how=How.PHONE),
    "case.second": lambda turn, given: {"whoever": turn.step.by},
    "case.make_item": today("event_on"),
    "schemedraft.issue": today("issued_on", document_number=NUMBER),
}
LATER: Mapping[str, timedelta] = {"until_on": SOON, "planned_on": SOON, "review_on": REVIEW}


def complete(turn: Turn, code: str, run: Callable, given: Values) -> Values:
    """``given`` with what is left out. Raises ``WrittenError`` for what nobody can guess."""
    proposed = OF_ACTION.get(code, fixed())(turn, given)
    found = {**proposed, **given}
    hints = hints_of(run)
    for name, row in parameters_of(run).items():
        if name not in found and row.kind is row.KEYWORD_ONLY and row.default is Parameter.empty:
            found[name] = affirmative(turn, name, hints.get(name, Any))
    return found


def affirmative(turn: Turn, name: str, hint: Any) -> Any:
    options = parts_of(hint)
    if date in options:
        return turn.on + LATER.get(name, timedelta())
    if bool in options:
        return True
    if str in options:
        return NUMBER if "number" in name else rule_for("by_rule") if name == "legal_basis" else TEXT
    if type(None) in options:
        return None
    raise turn.fault(f"“{turn.step.do}”还要写“{name}”。")
