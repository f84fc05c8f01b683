"""One office with a case for every step of the desk, for tests that look at every page."""

from datetime import date, timedelta

from catalog.items.tests.factories import Desk, make_item
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import (
    make_department,
    make_holder,
    make_holders,
    make_member,
    make_organization,
    make_person,
    noon,
)
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.accepting import accept, screen
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.superior import decide_above, send_up
from feedback.cases.actions.answering.writing import approve_reply, return_reply, write_reply
from feedback.cases.actions.assigning import assign
from feedback.cases.actions.elsewhere.proposing import propose_handover
from feedback.cases.actions.listing import list_case
from feedback.cases.actions.rectifying import order_rectification, register_handling
from feedback.cases.actions.waiting.completing import ask_completion
from feedback.cases.actions.waiting.third_party import ask_third_party
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import DECISION, REFUSAL
from feedback.cases.tests.factories import offered, received, under_scheme
from feedback.cases.visibility import cases_for
from feedback.consultations.actions import comments as commenting
from feedback.consultations.actions import publishing, writing
from feedback.consultations.actions import summary as summarising
from feedback.consultations.actions.deciding import decide
from feedback.consultations.actions.meetings import enter_meeting, publish_meeting
from feedback.consultations.models import Consultation, Meeting


class Office(Desk):
    """Under a scheme whose superior decides what is kept back. Everything happened on ``on``."""

    def __init__(self, on: date):
        self.above = make_organization("above", name="某某县直属机关工委")
        self.superior = make_holder(self.above, "approver", "superior")
        named = {"name": "某某局机关党委", "supervision_phone": "0535-1234567"}
        super().__init__("office", "jiguan", self.above, on=on, **named)
        self.on = on
        for role, person in make_holders(self.organization, ["handler", "collector"]).items():
            setattr(self, role, person)
        self.member = make_person("member", full_name="王小明")
        make_member(self.member, self.organization)
        make_department(self.organization)
        self.item = make_item(self.organization, self.clerk, entry=self.entry("1-1"), now=noon(on))

    @property
    def staff(self) -> list:
        return [self.handler, self.collector, self.approver, self.clerk, self.superior]

    # --- cases ---

    def come(self, kind=Kind.TOPIC, **given) -> Case:
        return received(self.organization, kind, on=self.on, **given).case

    def accepted(self, **given) -> Case:
        return accept(self.come(**given), by=self.handler, now=self.tick())

    def written(self, case: Case, **given) -> Case:
        given = {"result": "to_sender", "text": "维修共用12万元。", **given}
        write_reply(case, by=self.handler, now=self.tick(), **given)
        return case

    def approved(self, case: Case, **given) -> Case:
        approve_reply(self.written(case, **given), decision=DECISION, by=self.approver, now=self.tick())
        return case

    def sent(self, case: Case) -> Case:
        send_reply(case, by=self.handler, now=self.tick())
        return Case.objects.get(pk=case.pk)

    def opinion(self, **given) -> Case:
        """Given to the clerk."""
        given = {"subject": "公开栏字太小", "text": "请把公开栏的字放大一些。", **given}
        case = screen(self.come(Kind.OPINION, **given), by=self.collector, now=self.tick())
        return assign(case, handler=self.clerk, by=self.collector, now=self.tick())

    def handled(self, case: Case) -> Case:
        return register_handling(case, text="看过，字确实小。", by=self.clerk, now=self.tick())

    def cases(self) -> dict[str, Case]:
        """One for each place where the desk's steps differ, by what it is."""
        day = {"by": self.handler}
        return {
            "new": self.come(text="想知道维修的预算。\n\n" + "很长的一段话。" * 60),
            "like it": self.come(subject="办公楼维修用了多少"),
            "incomplete": ask_completion(self.come(), what="请写明是哪一栋。", now=self.tick(), **day),
            "accepted": self.accepted(is_anonymous=False, name="李守信", kind=Kind.APPLICATION),
            "third party": ask_third_party(
                self.accepted(), whom="宏达建筑公司", what="维修合同", now=self.tick(), **day
            ),
            "written": self.written(self.accepted()),
            "returned": self.returned(),
            "approved": self.approved(self.accepted()),
            "kept back": self.approved(self.accepted(), **REFUSAL),
            "at superior": self.at_superior(self.approved(self.accepted(), **REFUSAL)),
            "overturned": self.overturned(),
            "decided on letter": self.decided_on_paper(),
            "answered": self.answered(),
            "told by hand": self.accepted(reply_by="phone", phone="0535-7654321", is_anonymous=False, name="李守信"),
            "opinion": self.come(Kind.OPINION, subject="公开栏字太小"),
            "in hand": self.opinion(item=self.item),
            "put right": self.put_right(),
            "opinion answered": self.opinion_answered(),
            "question": self.come(Kind.QUESTION, subject="组织关系怎么转"),
            "elsewhere": self.to_be_handed_over(),
        }

    def returned(self) -> Case:
        case = self.written(self.accepted())
        return_reply(case, reason="请写明预算。", by=self.approver, now=self.tick())
        return case

    def at_superior(self, case: Case) -> Case:
        send_up(case, by=self.handler, now=self.tick())
        return Case.objects.get(pk=case.pk)

    def overturned(self) -> Case:
        case = self.at_superior(self.approved(self.accepted(person=self.member, is_anonymous=False), **REFUSAL))
        decide_above(case, upheld=False, opinion="预算应当公开。", by=self.superior, now=self.tick())
        return case

    def decided_on_paper(self) -> Case:
        """Of an organisation with nobody above it in the portal, where the same people work."""
        alone = under_scheme("qijiang", name="某某镇党委")
        self.alone_handler, self.alone_approver = make_holders(alone, ["handler", "approver"]).values()
        case = received(alone, on=self.on).case
        accept(case, by=self.alone_handler, now=self.tick())
        write_reply(case, by=self.alone_handler, now=self.tick(), **REFUSAL)
        approve_reply(case, decision=DECISION, by=self.alone_approver, now=self.tick())
        send_up(case, by=self.alone_handler, now=self.tick())
        return Case.objects.get(pk=case.pk)

    def to_be_handed_over(self) -> Case:
        """Proposed, not confirmed yet."""
        case, given = self.come(subject="邻居噪声扰民"), {"body": "petitions", "way": "told", "cites": "petitions-23"}
        propose_handover(case, reason="这是信访事项，由信访部门受理。", by=self.handler, now=self.tick(), **given)
        return case

    def answered(self) -> Case:
        """Listed, and opened by ``code``."""
        found = received(self.organization, on=self.on)
        self.code = found.code
        case = accept(found.case, by=self.handler, now=self.tick())
        return self.listed(self.sent(self.approved(case)))

    def listed(self, case: Case) -> Case:
        """Shown to everybody."""
        given = {"subject": "办公楼维修用了多少钱", "text": "想知道维修的决算。"}
        return list_case(case, by=self.approver, now=self.tick(), **given)

    def put_right(self) -> Case:
        case = self.opinion()
        due_on = self.on + timedelta(days=30)
        order_rectification(case, demand="换成大字。", due_on=due_on, by=self.collector, now=self.tick())
        return case

    def opinion_answered(self) -> Case:
        case = self.handled(self.opinion())
        write_reply(case, result="handled", text="公开栏已经换成大字。", by=self.clerk, now=self.tick())
        send_reply(case, by=self.collector, now=self.tick())
        return case

    # --- consultations and meetings ---

    def consultation(self, *, days=10, **text) -> Consultation:
        first = {"title": "关于修订党支部工作制度征求意见", "body": "<p>第一条　每月开一次会。</p>", "scope": "society"}
        given = {"from_on": self.on, "until_on": self.on + timedelta(days=days)}
        return writing.write(self.organization, by=self.clerk, now=self.tick(), **{**first, **given, **text})

    def running(self, **text) -> Consultation:
        found = publishing.publish(self.consultation(**text), by=self.secretary, now=self.tick())
        commenting.comment(found, by=SENDER, text="建议每季度开一次。", person=self.member, now=self.tick())
        return found

    def summarised(self) -> Consultation:
        found = self.running(days=0)
        given = {"by": self.collector, "now": noon(self.on + timedelta(days=1))}
        decide(found, comments=list(found.comments.values_list("pk", flat=True)), result="adopted", **given)
        after = noon(self.on + timedelta(days=1))
        summarising.write_summary(found, summary="<p>都听了。</p>", by=self.clerk, now=after)
        return summarising.publish_summary(found, by=self.secretary, now=after)

    def meeting(self, **text) -> Meeting:
        first = {"kind": "symposium", "title": "工作制度座谈会", "held_on": self.on, "place": "三楼会议室"}
        rest = {"attendance": 12, "minutes": "<p>大家说了三条。</p>", "scope": "society"}
        return enter_meeting(self.organization, by=self.clerk, now=self.tick(), **first, **rest, **text)

    def meeting_out(self) -> Meeting:
        return publish_meeting(self.meeting(), by=self.secretary, now=self.tick())

    # --- who sees what ---

    def steps(self, cases: dict[str, Case]) -> dict[str, tuple]:
        """Step → a person to whom it is offered, and the case, which that person can see."""
        people = [*self.staff, self.alone_handler, self.alone_approver]
        keys = [case.pk for case in cases.values()]
        return {
            step.name: (person, case)
            for person in people
            for case in cases_for(access_of(person, self.on)).filter(pk__in=keys).order_by("-pk")
            for step in offered(case, person, self.on)
        }
