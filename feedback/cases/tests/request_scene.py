"""One request under a scheme and the people who handle it, walked day by day by the tests."""

from datetime import date

from disclosure.organizations.tests.factories import make_holders, noon
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.waiting.completing import ask_completion, complete, register_completion
from feedback.cases.actions.waiting.extending import extend
from feedback.cases.actions.waiting.third_party import ask_third_party, register_third_party
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme

HOLIDAYS = """
20 September 2026 is a Sunday made a working day, 25 to 27 are the Mid-Autumn holiday, 1 to 7 October the National Day's,
Saturday 10 October is a working day. Of 2027 only 1 January is known to be off: its notice is still to come.
"""


class Scene:
    """``on`` are days of 2026, month and day, where no date is given."""

    def __init__(self, slug="longkou", received_on=date(2026, 9, 20), kind=Kind.TOPIC, **given):
        self.organization = under_scheme(slug)
        people = make_holders(self.organization, ["handler", "approver"])
        self.handler, self.approver = people["handler"], people["approver"]
        self.case = received(self.organization, kind, on=received_on, **given).case

    def accept(self, on: date) -> Case:
        return self.take(accept(self.case, by=self.handler, now=noon(on)))

    def ask_completion(self, on: date, **given) -> Case:
        given = {"what": "请写明是哪一栋办公楼。", **given}
        return self.take(ask_completion(self.case, by=self.handler, now=noon(on), **given))

    def complete(self, on: date, **given) -> Case:
        """By the sender, or ``by`` staff."""
        action, by = (register_completion, given.pop("by")) if "by" in given else (complete, SENDER)
        return self.take(action(self.case, text="是东楼。", by=by, now=noon(on), **given))

    def ask_third_party(self, on: date, **given) -> Case:
        given = {"whom": "宏达建筑公司", "what": "维修合同的价款", **given}
        return self.take(ask_third_party(self.case, by=self.handler, now=noon(on), **given))

    def register_third_party(self, on: date, outcome="agrees", **given) -> Case:
        given = {"outcome": outcome, "by": self.handler, **given}
        return self.take(register_third_party(self.case, now=noon(on), **given))

    def extend(self, on: date, **given) -> Case:
        given = {"reason": "要到档案馆查账。", "by": self.approver, **given}
        return self.take(extend(self.case, now=noon(on), **given))

    def take(self, case: Case) -> Case:
        self.case = case
        return self.now_stored()

    def now_stored(self) -> Case:
        joined = ("organization", "accept_deadline", "answer_deadline")
        return Case.objects.select_related(*joined).get(pk=self.case.pk)

    def due(self) -> tuple[date | None, date | None]:
        """Accept and answer, as stored."""
        case = self.now_stored()
        deadlines = (case.accept_deadline, case.answer_deadline)
        return tuple(deadline and deadline.due_on for deadline in deadlines)

    def actions(self) -> list[str]:
        return list(self.case.steps.order_by("pk").values_list("action", flat=True))

    def words(self) -> str:
        """What the sender reads last."""
        return self.case.steps.exclude(words="").order_by("-pk").values_list("words", flat=True).first()
