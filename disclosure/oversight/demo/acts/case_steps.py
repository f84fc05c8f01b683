"""The acts of the demonstration's cases: each by the person whose turn it is, through the action of the desk or the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from catalog.items.models import Item
from disclosure.organizations.models.people import User
from disclosure.oversight.demo.scene import Scene
from disclosure.workflow.kit import SENDER, SYSTEM, Actor
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases

REPLY = ("result", "text", "scope", "reason", "legal_basis", "held_by")


@dataclass(frozen=True)
class Stage:
    """Where the acts happen; ``plays`` are the cases of the same making."""

    scene: Scene
    plays: list

    @property
    def cast(self) -> Mapping[str, User]:
        return self.scene.cast

    def staff(self, case: Case) -> User:
        """Who was given the case, else who receives what comes in."""
        return case.handler or self.cast["handler"]

    def case(self, key: str) -> Case:
        return next(play.case for play in self.plays if play.row.get("key") == key)

    def item(self, title: str) -> Item:
        return Item.objects.get(organization=self.scene.organization, title=title)


Perform = Callable[[Stage, Case, Mapping, datetime], object]


def by_role(name: str, role: str, *fields: str) -> Perform:
    """An action of the table that takes the named fields of the story and is done by one role."""

    def perform(stage: Stage, case: Case, words: Mapping, now: datetime):
        return take(name, case, stage.cast[role], now, **given(words, fields))

    return perform


def by_staff(name: str, *fields: str) -> Perform:
    """By whoever the case was given to."""

    def perform(stage: Stage, case: Case, words: Mapping, now: datetime):
        return take(name, case, stage.staff(case), now, **given(words, fields))

    return perform


def by_sender(name: str, *fields: str) -> Perform:
    def perform(stage: Stage, case: Case, words: Mapping, now: datetime):
        return take(name, case, SENDER, now, **given(words, fields))

    return perform


def take(name: str, case: Case, by: User | Actor, now: datetime, **values) -> object:
    return cases.actions[name](case, by=by, now=now, **values)


def given(words: Mapping, fields: tuple[str, ...]) -> Mapping:
    return {name: words[name] for name in fields if name in words}


def assign(stage: Stage, case: Case, words: Mapping, now: datetime):
    department = stage.scene.organization.departments.filter(name=words.get("department", "")).first()
    values = {"handler": stage.cast[words["to"]], "department": department, "note": words.get("note", "")}
    return take("assign", case, stage.cast["handler"], now, **values)


def defer(stage: Stage, case: Case, words: Mapping, now: datetime):
    until_on = min(stage.scene.ahead(words["ahead"]), case.answer_deadline.due_on)
    return take("defer", case, stage.cast["handler"], now, until_on=until_on, note=words["note"])


def rectify(stage: Stage, case: Case, words: Mapping, now: datetime):
    values = {"demand": words["demand"], "working_days": words["days"]}
    return take("order_rectification", case, stage.cast["handler"], now, **values)


def link(stage: Stage, case: Case, words: Mapping, now: datetime):
    return take("link_item", case, stage.cast["handler"], now, item=stage.item(words["item"]))


def write(stage: Stage, case: Case, words: Mapping, now: datetime):
    item = stage.item(words["item"]) if "item" in words else None
    return take("write_reply", case, stage.staff(case), now, item=item, **given(words, REPLY))


def paper_decision(stage: Stage, case: Case, words: Mapping, now: datetime):
    """A superior that does not work in the portal answers on paper."""
    on = timezone.localdate(now)
    values = {"decided_on": on, "number": f"批复〔{on.year}〕{on.month}号", **given(words, ("upheld", "opinion"))}
    return take("register_decision", case, stage.cast["handler"], now, **values)


def judge(stage: Stage, case: Case, words: Mapping, now: datetime):
    """By the sender, or entered by staff for who said so by word of mouth."""
    values = given(words, ("verdict", "text"))
    if words.get("by_hand"):
        return take("register_verdict", case, stage.cast["handler"], now, **values)
    return take("judge", case, SENDER, now, **values)


def merge(stage: Stage, case: Case, words: Mapping, now: datetime):
    return take("merge", case, stage.cast["handler"], now, into=stage.case(words["into"]))


def second(stage: Stage, case: Case, words: Mapping, now: datetime):
    for number in range(words["count"]):
        take("second", case, SENDER, now + timedelta(minutes=number), whoever=f"demo-{number}")


def silent(stage: Stage, case: Case, words: Mapping, now: datetime):
    """By the system, in the night after the last day for the sender's view."""
    return take("close_silent", case, SYSTEM, now)


ACTS: dict[str, Perform] = {
    "accept": by_role("accept", "handler"),
    "not_accept": by_role("not_accept", "handler", "reason"),
    "ask_completion": by_role("ask_completion", "handler", "what"),
    "complete": by_sender("complete", "text"),
    "ask_third_party": by_role("ask_third_party", "handler", "whom", "what"),
    "third_party": by_role("register_third_party", "handler", "outcome", "text"),
    "extend": by_role("extend", "approver", "reason"),
    "assign": assign,
    "claim": by_role("claim", "handler"),
    "defer": defer,
    "screen": by_role("screen", "handler"),
    "screen_out": by_role("screen_out", "handler", "kind", "reason"),
    "handle": by_staff("register_handling", "text"),
    "rectify": rectify,
    "rectified": by_role("finish_rectification", "approver", "outcome"),
    "link": link,
    "write": write,
    "approve": by_role("approve_reply", "approver", "decision"),
    "return": by_role("return_reply", "approver", "reason"),
    "send": by_staff("send_reply"),
    "send_up": by_staff("send_up"),
    "decide": by_role("decide_above", "superior", "upheld", "opinion"),
    "paper_decision": paper_decision,
    "judge": judge,
    "withdraw": by_sender("withdraw"),
    "merge": merge,
    "list": by_role("list", "approver", "subject", "text", "reply"),
    "second": second,
    "look": by_role("see_sender", "handler", "reason"),
    "told": by_role("told", "handler", "how", "note"),
    "close": by_role("close", "handler"),
    "silent": silent,
    "reopen": by_role("reopen", "handler", "reason"),
    "complain": by_sender("complain", "text"),
}
