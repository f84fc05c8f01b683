"""A request that was accepted, and everybody who has a hand in its answer."""

from datetime import date

from disclosure.organizations.tests.factories import make_holder, make_holders, make_organization, noon
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.superior import decide_above, send_up
from feedback.cases.actions.answering.writing import approve_reply, write_reply
from feedback.cases.models.replies import Reply
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme
from feedback.cases.tests.request_scene import Scene

ACCEPTED, WRITTEN, SENT_UP, DECIDED, SENT = (date(2026, 9, day) for day in (21, 22, 23, 28, 29))
REFUSAL = {
    "result": "refused",
    "text": "涉及正在进行的招标，现在公开会影响公平竞争。",
    "reason": "under_way",
    "legal_basis": "disclosure-7",
}
DECISION = "9月22日局党组会研究，纪要第12号"


class AnswerScene(Scene):
    """Received on 20 September 2026, accepted on the 21st; under a superior with an approver where ``is_below``."""

    def __init__(self, slug="longkou", kind=Kind.APPLICATION, *, is_below=False, **given):
        self.superior = make_organization("above") if is_below else None
        self.decider = make_holder(self.superior, "approver") if is_below else None
        self.organization = under_scheme(slug, superior=self.superior)
        people = make_holders(self.organization, ["handler", "approver", "clerk", "secretary"])
        self.handler, self.approver = people["handler"], people["approver"]
        self.clerk, self.secretary = people["clerk"], people["secretary"]
        if kind == Kind.APPLICATION:
            given = {"is_anonymous": False, "name": "李守信", **given}
        self.case = received(self.organization, kind, **given).case
        if kind in (Kind.TOPIC, Kind.APPLICATION):
            self.take(accept(self.case, by=self.handler, now=noon(ACCEPTED)))

    def write(self, on=WRITTEN, **given) -> Reply:
        """What meets it: of a topic an answer to one person does not."""
        given = {
            "result": "explained" if self.case.kind == Kind.TOPIC else "to_sender",
            "text": "维修共用12万元。",
            "by": self.handler,
            **given,
        }
        return write_reply(self.case, now=noon(on), **given)

    def approve(self, on=WRITTEN, **given) -> Reply:
        given = {"decision": DECISION, "by": self.approver, **given}
        return approve_reply(self.case, now=noon(on), **given)

    def written(self, on=WRITTEN, **given) -> Reply:
        """And approved."""
        self.write(on, **given)
        return self.approve(on)

    def send(self, on=SENT, **given) -> Reply:
        return send_reply(self.case, now=noon(on), **{"by": self.handler, **given})

    def send_up(self, on=SENT_UP, **given) -> Reply:
        return send_up(self.case, now=noon(on), **{"by": self.handler, **given})

    def decide(self, on=DECIDED, **given) -> Reply:
        given = {"upheld": True, "opinion": "招标结束以前不宜公开。", "by": self.decider, **given}
        return decide_above(self.case, now=noon(on), **given)
