"""One opinion and the people who work on it, walked day by day by the tests."""

from datetime import date

from disclosure.organizations.tests.factories import make_holders, noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.accepting import screen
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.writing import write_reply
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.judging import judge, register_verdict
from feedback.cases.actions.rectifying import finish_rectification, order_rectification, register_handling
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Rectification
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

ROLES = ["collector", "approver", "clerk", "handler"]
TEXT = "公开栏已经换成大字。"


class OpinionScene:
    """The clerk handles what the collector screens and gives away; the handler of requests has nothing to do with it."""

    def __init__(self, slug="longkou", on=SUNDAY, organization=None, **given):
        self.organization = organization or under_scheme(slug, supervision_phone="0535-12380")
        self.people = make_holders(self.organization, ROLES)
        self.collector, self.approver = self.people["collector"], self.people["approver"]
        self.clerk = self.people["clerk"]
        given = {"subject": "公开栏字太小", "text": "请把公开栏的字放大一些。", **given}
        self.case = received(self.organization, Kind.OPINION, on=on, **given).case

    def screen(self, on: date) -> Case:
        return self.take(screen(self.case, by=self.collector, now=noon(on)))

    def assign(self, on: date) -> Case:
        self.screen(on)
        return self.take(assign(self.case, handler=self.clerk, by=self.collector, now=noon(on)))

    def handle(self, on: date) -> Case:
        if self.case.state == "received":
            self.assign(on)
        return self.take(register_handling(self.case, text="看过，字确实小。", by=self.clerk, now=noon(on)))

    def answer(self, on: date, text=TEXT) -> Case:
        self.handle(on)
        return self.reply(on, text)

    def reply(self, on: date, text=TEXT) -> Case:
        write_reply(self.case, result="handled", text=text, by=self.clerk, now=noon(on))
        send_reply(self.case, by=self.collector, now=noon(on))
        return self.stored()

    def order(self, on: date, **given) -> Rectification:
        given = {"demand": "换成大字。", "by": self.collector, **given}
        found = order_rectification(self.case, now=noon(on), **given)
        self.stored()
        return found

    def finish(self, on: date, by=None) -> Rectification:
        given = {"outcome": "公开栏已经换成大字。", "by": by or self.collector}
        return finish_rectification(self.case, now=noon(on), **given)

    def judge(self, on: date, verdict: str, **given) -> Case:
        """By the sender, or ``by`` staff."""
        given = {"text": "字还是小。", "by": SENDER, **given}
        action = judge if given["by"] == SENDER else register_verdict
        return self.take(action(self.case, verdict=verdict, now=noon(on), **given))

    def take(self, case: Case) -> Case:
        self.case = case
        return self.stored()

    def stored(self) -> Case:
        self.case = Case.objects.select_related("organization", "answer_deadline").get(pk=self.case.pk)
        return self.case

    def told(self) -> str:
        """What the sender reads last."""
        return self.case.steps.exclude(words="").order_by("-pk").values_list("words", flat=True).first()
