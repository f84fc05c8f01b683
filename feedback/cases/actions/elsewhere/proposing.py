"""To hand a case over that belongs elsewhere is proposed by who handles it; an approver may send the proposal back."""

from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import Act, Holds, in_state, require_text, when
from feedback.cases.context import CaseContext
from feedback.cases.forms.handing_over import HandoverForm, ReturnHandoverForm
from feedback.cases.handover.proposal import fill_in, give_ground, handover_in_hand
from feedback.cases.models.handovers import Handover
from feedback.cases.procedure import STAFF, cases, describe_step
from feedback.cases.states import HANDED_OVER_FROM

APPROVERS = Holds(APPROVE)
# Before it is taken on: what was accepted is answered. A complaint goes to the body that the portal chose.
EARLY = in_state(*HANDED_OVER_FROM) & when(lambda context: context.subject.complaint_about_id is None)
PROPOSED = EARLY & when(lambda context: context.handover is not None)
CHANGED = "转交的意见刚刚改过，上面是新写的。请再看一遍，再按一次。"
SAME_PERSON = "转交是您提出的，要由另一个人确认。"


def proposer(context: CaseContext) -> set[int]:
    return {context.handover.proposed_by_id} if context.handover else set()


@cases.action(
    "hand_over", "转交", at=EARLY, who=STAFF, form=HandoverForm, is_folded=True, audit="case.handover_proposed",
    stamp=handover_in_hand, changed=CHANGED,
    text="这件事归别处办理的，在这里提出转到哪里。要由另一个人确认；确认以前期限照样计算。来件人会知道转到哪里、为什么、怎样联系。",
    done="已提出转交，等分管领导确认。",
)  # fmt: skip
def propose_handover(
    act: Act,
    *,
    body: str,
    reason: str,
    cites: str,
    way: str = "",
    name: str = "",
    organization: Organization | None = None,
    reach: str = "",
) -> None:
    """Or another way than was proposed before, as long as nobody confirmed it. ``cites``: the key of a rule in the register."""
    case, row = act.subject, act.context.handover or Handover(case=act.subject)
    fill_in(row, act.on, body=body, way=way, name=name, organization=organization, reach=reach)
    give_ground(row, act.on, reason=reason, cites=cites)
    row.proposed_by, row.proposed_at = act.person, act.now
    row.save()
    describe_step(act, note=f"转到{row.name}：{row.reason}", body=body, way=row.way)
    approvers = holders(APPROVE, [case.organization], act.on)[case.organization_id]
    act.notify(f"handover:{act.now.isoformat()}", approvers, "转交等您确认", url=case.staff_url)


@cases.action(
    "return_handover", "退回转交", at=PROPOSED, who=APPROVERS, hands=proposer, form=ReturnHandoverForm,
    stamp=handover_in_hand, changed=CHANGED, same_person=SAME_PERSON, audit="case.handover_returned",
    text="这件还由本组织办理。提出人会看到原因。", done="已退回，这件还由本组织办理。",
)  # fmt: skip
def return_handover(act: Act, *, reason: str) -> None:
    """The case goes on here; what was proposed stays on its time line."""
    row, reason = act.context.handover, require_text(reason, "请写明为什么不转。", most=500)
    row.delete()
    describe_step(act, note=reason)
    act.notify(f"handover-returned:{act.now.isoformat()}", [row.proposed_by_id], "转交被退回，请继续办理")
