"""The acts of the demonstration's cases: each by the person whose turn it is, through the action of the desk or the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from catalog.items.actions.table import items
from disclosure.deadlines.dates import local_day
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.scene import Scene
from disclosure.workflow.kit import SENDER, SYSTEM
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases

HANDOVER = ("body", "way", "name", "reach", "reason", "cites")
REPLY = ("result", "text", "scope", "reason", "legal_basis", "held_by")


@dataclass(frozen=True)
class Stage:
    """Where the acts happen; ``plays`` are the cases of the same making."""

    scene: Scene
    plays: list

    def take(self, name: str, case: Case, who: str, now: datetime, **values) -> object:
        """``who``: an identity, the sender, the system, or staff: who was given the case, else who receives what comes in."""
        cast = self.scene.cast
        others = {"sender": SENDER, "system": SYSTEM, "staff": case.handler or cast["handler"]}
        return cases.actions[name](case, by=others.get(who) or cast[who], now=now, **values)

    def case(self, key: str) -> Case:
        return next(play.case for play in self.plays if play.row.get("key") == key)


Perform = Callable[[Stage, Case, Mapping, datetime], object]


def action(name: str, who: str, *fields: str) -> Perform:
    """An action of the table that takes the named fields of the story."""

    def perform(stage: Stage, case: Case, words: Mapping, now: datetime):
        return stage.take(name, case, who, now, **given(words, fields))

    return perform


def given(words: Mapping, fields: tuple[str, ...]) -> Mapping:
    return {name: words[name] for name in fields if name in words}


def assign(stage: Stage, case: Case, words: Mapping, now: datetime):
    department = stage.scene.organization.departments.filter(name=words.get("department", "")).first()
    values = {"handler": stage.scene.cast[words["to"]], "department": department, "note": words.get("note", "")}
    return stage.take("assign", case, "handler", now, **values)


def defer(stage: Stage, case: Case, words: Mapping, now: datetime):
    until_on = min(stage.scene.ahead(words["ahead"]), case.answer_deadline.due_on)
    return stage.take("defer", case, "handler", now, until_on=until_on, note=words["note"])


def link(stage: Stage, case: Case, words: Mapping, now: datetime):
    return stage.take("link_item", case, "handler", now, item=stage.scene.item(words["item"]))


def write(stage: Stage, case: Case, words: Mapping, now: datetime):
    item = stage.scene.item(words["item"]) if "item" in words else None
    return stage.take("write_reply", case, "staff", now, item=item, **given(words, REPLY))


def paper_decision(stage: Stage, case: Case, words: Mapping, now: datetime):
    """A superior that does not work in the portal answers on paper."""
    on = local_day(now)
    values = {"decided_on": on, "number": f"批复〔{on.year}〕{on.month}号", **given(words, ("upheld", "opinion"))}
    return stage.take("register_decision", case, "handler", now, **values)


def merge(stage: Stage, case: Case, words: Mapping, now: datetime):
    return stage.take("merge", case, "handler", now, into=stage.case(words["into"]))


def hand_over(stage: Stage, case: Case, words: Mapping, now: datetime):
    """Proposed by who handles it, confirmed by the leader."""
    code = words.get("to_organization")
    values = {"organization": Organization.objects.get(code=code) if code else None}
    stage.take("hand_over", case, "staff", now, **values, **given(words, HANDOVER))
    return stage.take("confirm_handover", case, "approver", now + timedelta(minutes=10))


def second(stage: Stage, case: Case, words: Mapping, now: datetime):
    for number in range(words["count"]):
        stage.take("second", case, "sender", now + timedelta(minutes=number), whoever=f"demo-{number}")


def recall(stage: Stage, case: Case, words: Mapping, now: datetime):
    """The item that it led to is withdrawn."""
    item = stage.scene.item(words["item"])
    items.actions["ask_withdrawal"](item, reason=words["reason"], by=stage.scene.cast["clerk"], now=now)
    then = now + timedelta(minutes=20)
    return items.actions["confirm_withdrawal"](item, by=stage.scene.cast["approver"], now=then)


ACTS: dict[str, Perform] = {
    "accept": action("accept", "handler"),
    "not_accept": action("not_accept", "handler", "reason"),
    "ask_completion": action("ask_completion", "handler", "what"),
    "complete": action("complete", "sender", "text"),
    "ask_third_party": action("ask_third_party", "handler", "whom", "what"),
    "third_party": action("register_third_party", "handler", "outcome", "text"),
    "extend": action("extend", "approver", "reason"),
    "assign": assign,
    "claim": action("claim", "handler"),
    "defer": defer,
    "screen": action("screen", "handler"),
    "screen_out": action("screen_out", "handler", "kind", "reason"),
    "handle": action("register_handling", "staff", "text"),
    "rectify": action("order_rectification", "handler", "demand", "working_days"),
    "rectified": action("finish_rectification", "approver", "outcome"),
    "link": link,
    "recall": recall,
    "write": write,
    "approve": action("approve_reply", "approver", "decision"),
    "return": action("return_reply", "approver", "reason"),
    "send": action("send_reply", "staff"),
    "send_up": action("send_up", "staff"),
    "decide": action("decide_above", "superior", "upheld", "opinion"),
    "paper_decision": paper_decision,
    "judge": action("judge", "sender", "verdict", "text"),
    # Entered by staff for who said so by word of mouth.
    "judge_by_mouth": action("register_verdict", "handler", "verdict", "text"),
    "withdraw": action("withdraw", "sender"),
    "merge": merge,
    "hand_over": hand_over,
    "list": action("list", "approver", "subject", "text", "reply"),
    "second": second,
    "look": action("see_sender", "handler", "reason"),
    "told": action("told", "handler", "how", "note"),
    "close": action("close", "handler"),
    # In the night after the last day for the sender's view.
    "silent": action("close_silent", "system"),
    "reopen": action("reopen", "handler", "reason"),
    "complain": action("complain", "sender", "text"),
}
