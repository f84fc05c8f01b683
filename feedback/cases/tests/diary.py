"""One case walked day by day: what was done, how case and ledger stand after it, and who was told what by it.

Days are written ``9-28`` in 2026 and ``2027-1-5`` in any other year; a question mark after a day says that it is
provisional. A row of the ledger is written ``answer 10-8 open``: what is owed, by when, and whether it is open, late,
paused, done, done late, ended or ended late.
"""

from datetime import date, timedelta
from itertools import zip_longest

import pytest

from catalog.items.tests.factories import make_item
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holders, make_organization, make_person, noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.accepting import not_accept, screen
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.closing import close_answered
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.judging import judge
from feedback.cases.actions.merging import merge
from feedback.cases.actions.rectifying import finish_rectification, order_rectification, register_handling
from feedback.cases.actions.turning import redisclose
from feedback.cases.actions.waiting.rules import announce_waits, end_waits
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import AnswerScene
from feedback.cases.tests.factories import received, under_scheme

ROLES = ["handler", "approver", "collector", "clerk", "secretary"]
# The first word that fits names what is owed.
OWED = {
    "重新答复": "again",
    "审定": "superior",
    "整改": "rectify",
    "备案": "filing",
    "受理": "accept",
    "答复": "answer",
}
JOBS = (end_waits, announce_waits, close_answered)


def day_of(words: str) -> date:
    return date(*([2026] + [int(number) for number in words.split("-")])[-3:])


def short(on: date) -> str:
    return f"{on.month}-{on.day}" if on.year == 2026 else f"{on.year}-{on.month}-{on.day}"


def said(day: str) -> str:
    """The day as a sender reads it."""
    on = day_of(day.rstrip("?"))
    doubt = "，暂定" if day.endswith("?") else ""
    return f"{on.year}年{on.month}月{on.day}日（周{'一二三四五六日'[on.weekday()]}{doubt}）"


class Place:
    """An organisation under a scheme, its people, a superior who decides and the superior's discipline organisation."""

    def __init__(self, slug: str):
        self.superior = make_organization("above")
        self.discipline = make_organization("discipline", self.superior, kind="discipline")
        self.organization = under_scheme(slug, superior=self.superior)
        self.people = make_holders(self.organization, ROLES)
        self.handler, self.approver = self.people["handler"], self.people["approver"]
        self.collector, self.clerk = self.people["collector"], self.people["clerk"]
        self.decider = make_holders(self.superior, ["approver"])["approver"]
        supervisor = make_holders(self.discipline, ["collector"])["collector"]
        self.people |= {"superior": self.decider, "discipline": supervisor}
        self.member = make_person("member")
        self.today = date(2026, 9, 1)

    def receives(self, day: str, kind=Kind.TOPIC, **given) -> "Diary":
        """From the member, unless another sender is given."""
        if "applicant" not in given:
            given = {"person": self.member, **given}
        self.today = day_of(day)
        return Diary(self, received(self.organization, kind, day_of(day), is_anonymous=False, **given).case)

    def night(self, on: date) -> None:
        """The jobs of the night before the day, once."""
        if on != self.today:
            self.today = on
            for job in JOBS:
                job(on=on, now=noon(on))

    def item(self, scope: str):
        return make_item(
            self.organization, self.clerk, scope=scope, stage="outside" if scope == "society" else "inside"
        )

    def dues(self, day: str, accepted: str = "", kind=Kind.TOPIC) -> tuple[str, ...]:
        """When a case of the day is to be accepted and answered; ``accepted`` is the day of that."""
        given = {"is_anonymous": False, "person": self.member}
        scene = Diary(self, received(self.organization, kind, day_of(day), **given).case)
        if accepted:
            scene.accept(day_of(accepted))
        found = scene.now_stored()
        return tuple(due_of(row) for row in (found.accept_deadline, found.answer_deadline) if row)


class Diary(AnswerScene):
    """Its steps are those of a request and an answer, and here those of an opinion."""

    def __init__(self, place: Place, case: Case):
        self.place, self.case = place, case
        self.organization, self.superior = case.organization, place.superior
        self.handler, self.approver, self.decider = place.handler, place.approver, place.decider
        self.has_account = case.sender.person_id is not None
        self.last_step = self.last_notice = 0

    def at(self, day: str, act: str = "", **given) -> "Diary":
        """The night before the day, then the act."""
        self.place.night(day_of(day))
        if act:
            getattr(self, act)(day_of(day), **given)
        return self

    def through(self, day: str) -> "Diary":
        """Every night up to the day: no rule acts too early."""
        while self.place.today < day_of(day):
            self.place.night(self.place.today + timedelta(days=1))
        return self

    def refuses(self, error, act: str, **given) -> "Diary":
        """The act on the present day; nothing changes."""
        with pytest.raises(error):
            getattr(self, act)(self.place.today, **given)
        return self

    def shows(self, state: str, *ledger: str, says=(), desk=()) -> "Diary":
        """``says``: all that the sender reads since the last look, a text that ends in … by its beginning. ``desk``: who of
        the staff was told what since then. ``ledger``: every row of it, in the order in which they were opened."""
        says = each_of(says)
        found = {
            "state": self.state(),
            "ledger": tuple(self.ledger()),
            "says": fitted(says, self.heard()),
            "desk": self.desk(),
        }
        wanted = {"state": state, "ledger": ledger, "says": list(says), "desk": set(each_of(desk))}
        assert found == wanted, f"{self.place.today}: {found} instead of {wanted}"
        return self

    def state(self) -> str:
        """And whom it waits for."""
        found = Case.objects.values_list("state", "waiting_for").get(pk=self.case.pk)
        return " ".join(filter(None, found))

    def ledger(self) -> list[str]:
        rows = Deadline.objects.filter(title__contains=self.case.number).order_by("pk")
        return [f"{owed_of(row)} {due_of(row)} {status(row, self.place.today)}".replace("  ", " ") for row in rows]

    def heard(self) -> list[str]:
        """What the sender reads anew; somebody with an account finds a notice of each in the inbox."""
        steps = self.case.steps.filter(pk__gt=self.last_step).order_by("pk")
        words = {f"case:{self.case.pk}:step:{step.pk}": step.words for step in steps if step.words}
        self.last_step = max([self.last_step, *(step.pk for step in steps)])
        told = Notice.objects.filter(key__in=words, recipient=self.place.member)
        assert told.count() == len(words) * self.has_account
        return list(words.values())

    def desk(self) -> set[str]:
        rows = Notice.objects.filter(pk__gt=self.last_notice, url=self.case.staff_url).select_related("recipient")
        rows = list(rows.order_by("pk"))
        self.last_notice = max([self.last_notice, *(row.pk for row in rows)])
        names = {person.pk: role for role, person in self.place.people.items()}
        about = f"{self.case.get_kind_display()}（{self.case.number}）"
        return {f"{names[row.recipient_id]} {row.title.replace(about, '').strip('：')}" for row in rows}

    def not_accept(self, on: date) -> None:
        self.take(not_accept(self.case, reason="不是本组织的事。", by=self.handler, now=noon(on)))

    def withdraw(self, on: date) -> None:
        self.take(withdraw(self.case, by=SENDER, now=noon(on)))

    def merge(self, on: date, into: "Diary") -> None:
        self.take(merge(self.case, into=into.case, by=self.handler, now=noon(on)))

    def judge(self, on: date, verdict: str, text: str = "还是没有说清楚。") -> None:
        self.take(judge(self.case, verdict=verdict, text=text, by=SENDER, now=noon(on)))

    def complain(self, on: date) -> "Diary":
        return Diary(self.place, complain(self.case, text="没有说清楚。", by=SENDER, now=noon(on)).case)

    def answer(self, on: date, **given) -> None:
        """Written, approved and sent in one day."""
        self.written(on, **given)
        self.send(on)

    def screen(self, on: date) -> None:
        self.take(screen(self.case, by=self.place.collector, now=noon(on)))

    def assign(self, on: date) -> None:
        self.take(assign(self.case, handler=self.place.clerk, by=self.place.collector, now=noon(on)))

    def handle(self, on: date) -> None:
        text = "看过，字确实小。"
        self.take(register_handling(self.case, text=text, by=self.place.clerk, now=noon(on)))

    def order(self, on: date) -> None:
        order_rectification(self.case, demand="换成大字。", working_days=15, by=self.place.collector, now=noon(on))

    def finish(self, on: date) -> None:
        given = {"outcome": "公开栏已经换成大字。", "by": self.place.collector}
        finish_rectification(self.case, now=noon(on), **given)

    def redisclose(self, on: date) -> None:
        redisclose(self.case, reason="根据党员群众的意见再次公开。", event_on=on, by=self.place.clerk, now=noon(on))

    def reply(self, on: date) -> None:
        """To an opinion: the clerk writes it, the collector sends it."""
        self.write(on, result="handled", text="公开栏已经换成大字。", by=self.place.clerk)
        self.send(on, by=self.place.collector)


def each_of(words: str | tuple) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def fitted(wanted: tuple[str, ...], found: list[str]) -> list[str]:
    """What was found, where only the beginning is wanted shortened to it."""
    pairs = zip_longest(wanted, found)
    return [w if w and f and w.endswith("…") and f.startswith(w[:-1]) else f for w, f in pairs if f is not None]


def owed_of(row: Deadline) -> str:
    return next(name for word, name in OWED.items() if word in row.title)


def due_of(row: Deadline) -> str:
    return short(row.due_on) + "?" * row.is_provisional if row.due_on else ""


def status(row: Deadline, on: date) -> str:
    if row.closed_on:
        return f"{row.closed_as} late" if row.was_late() else row.closed_as
    if row.paused_on:
        return "paused"
    return "late" if row.is_overdue(on) else "open"
