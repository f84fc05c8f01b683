"""The acts of the demonstration's cases: each by the person whose turn it is, through the action of the desk or the site."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from catalog.items.models import Item
from disclosure.organizations.models.people import User
from disclosure.oversight.demo.scene import Scene
from feedback.cases.actions import accepting as handling
from feedback.cases.actions import (
    assigning,
    closing,
    judging,
    listing,
    merging,
    rectifying,
    screening,
    seconding,
    turning,
    withdrawing,
)
from feedback.cases.actions import telling as told
from feedback.cases.actions.answering import replying, superior
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.waiting import completing, extending, third_party
from feedback.cases.identity import identity_of
from feedback.cases.models.cases import Case

REPLY = ("result", "text", "scope", "reason", "legal_basis", "held_by")


@dataclass(frozen=True)
class Stage:
    """Where the acts happen; ``plays`` are the cases of the same making."""

    scene: Scene
    plays: list

    @property
    def cast(self) -> dict[str, User]:
        return self.scene.cast

    def staff(self, case: Case) -> User:
        """Who was given the case, else who receives what comes in."""
        return case.handler or self.cast["handler"]

    def case(self, key: str) -> Case:
        return next(play.case for play in self.plays if play.row.get("key") == key)

    def item(self, title: str) -> Item:
        return Item.objects.get(organization=self.scene.organization, title=title)


Perform = Callable[[Stage, Case, dict, datetime], object]


def plain(action, role: str, *fields: str) -> Perform:
    """An act that takes the named fields of the story and is done by one role."""

    def perform(stage: Stage, case: Case, words: dict, now: datetime):
        values = {name: words[name] for name in fields if name in words}
        return action(case, by=stage.cast[role], now=now, **values)

    return perform


def by_staff(action, *fields: str) -> Perform:
    """By whoever the case was given to."""

    def perform(stage: Stage, case: Case, words: dict, now: datetime):
        values = {name: words[name] for name in fields if name in words}
        return action(case, by=stage.staff(case), now=now, **values)

    return perform


def assign(stage: Stage, case: Case, words: dict, now: datetime):
    department = stage.scene.organization.departments.filter(name=words.get("department", "")).first()
    given = {"handler": stage.cast[words["to"]], "department": department, "note": words.get("note", "")}
    return assigning.assign(case, by=stage.cast["handler"], now=now, **given)


def defer(stage: Stage, case: Case, words: dict, now: datetime):
    until_on = min(stage.scene.ahead(words["ahead"]), case.answer_deadline.due_on)
    return assigning.defer(case, until_on=until_on, note=words["note"], by=stage.cast["handler"], now=now)


def rectify(stage: Stage, case: Case, words: dict, now: datetime):
    given = {"demand": words["demand"], "working_days": words["days"]}
    return rectifying.order_rectification(case, by=stage.cast["handler"], now=now, **given)


def link(stage: Stage, case: Case, words: dict, now: datetime):
    return turning.link_item(case, item=stage.item(words["item"]), by=stage.cast["handler"], now=now)


def write(stage: Stage, case: Case, words: dict, now: datetime):
    values = {name: words[name] for name in REPLY if name in words}
    item = stage.item(words["item"]) if "item" in words else None
    return replying.write_reply(case, item=item, by=stage.staff(case), now=now, **values)


def paper_decision(stage: Stage, case: Case, words: dict, now: datetime):
    """A superior that does not work in the portal answers on paper."""
    on = timezone.localdate(now)
    given = {"decided_on": on, "number": f"批复〔{on.year}〕{on.month}号", "by": stage.cast["handler"], "now": now}
    return superior.register_decision(case, upheld=words["upheld"], opinion=words["opinion"], **given)


def judge(stage: Stage, case: Case, words: dict, now: datetime):
    """By the sender, or entered by staff for who said so by word of mouth."""
    by = stage.cast["handler"] if words.get("by_hand") else None
    return judging.judge(case, verdict=words["verdict"], text=words.get("text", ""), by=by, now=now)


def complete(stage: Stage, case: Case, words: dict, now: datetime):
    return completing.complete(case, text=words["text"], now=now)


def withdraw(stage: Stage, case: Case, words: dict, now: datetime):
    return withdrawing.withdraw(case, now=now)


def merge(stage: Stage, case: Case, words: dict, now: datetime):
    return merging.merge(case, into=stage.case(words["into"]), by=stage.cast["handler"], now=now)


def second(stage: Stage, case: Case, words: dict, now: datetime):
    for number in range(words["count"]):
        seconding.second(case, whoever=f"demo-{number}", now=now + timedelta(minutes=number))


def complaint(stage: Stage, case: Case, words: dict, now: datetime):
    return complain(case, text=words["text"], now=now)


def silent(stage: Stage, case: Case, words: dict, now: datetime):
    """By the system, in the night after the last day for the sender's view."""
    on = timezone.localdate(now)
    return closing.close_silent(case.pk, on=on, now=now)


ACTS: dict[str, Perform] = {
    "accept": plain(handling.accept, "handler"),
    "not_accept": plain(handling.not_accept, "handler", "reason"),
    "ask_completion": plain(completing.ask_completion, "handler", "what"),
    "complete": complete,
    "ask_third_party": plain(third_party.ask_third_party, "handler", "whom", "what"),
    "third_party": plain(third_party.register_third_party, "handler", "outcome", "text"),
    "extend": plain(extending.extend, "approver", "reason"),
    "assign": assign,
    "claim": plain(assigning.claim, "handler"),
    "defer": defer,
    "screen": plain(screening.screen, "handler"),
    "screen_out": plain(screening.screen_out, "handler", "kind", "reason"),
    "handle": by_staff(rectifying.register_handling, "text"),
    "rectify": rectify,
    "rectified": plain(rectifying.finish_rectification, "approver", "outcome"),
    "link": link,
    "write": write,
    "approve": plain(replying.approve_reply, "approver", "decision"),
    "return": plain(replying.return_reply, "approver", "reason"),
    "send": by_staff(replying.send_reply),
    "send_up": by_staff(superior.send_up),
    "decide": plain(superior.decide_above, "superior", "upheld", "opinion"),
    "paper_decision": paper_decision,
    "judge": judge,
    "withdraw": withdraw,
    "merge": merge,
    "list": plain(listing.list_case, "approver", "subject", "text", "reply"),
    "second": second,
    "look": plain(identity_of, "handler", "reason"),
    "told": plain(told.register_told, "handler", "how", "note"),
    "close": plain(closing.close, "handler"),
    "silent": silent,
    "reopen": plain(closing.reopen, "handler", "reason"),
    "complain": complaint,
}
