"""What belongs elsewhere is handed over: an approver confirms what was proposed (信访工作条例 第二十三条)."""

from disclosure.workflow.kit import Act, lock_organization
from feedback.cases.actions.answering.filing import file_upward
from feedback.cases.actions.elsewhere.proposing import APPROVERS, CHANGED, PROPOSED, SAME_PERSON, proposer
from feedback.cases.actions.elsewhere.taking_over import take_over
from feedback.cases.clocks.clocks import stop
from feedback.cases.forms.handing_over import ConfirmHandoverForm
from feedback.cases.handover.letter import issue_handover, sender_words
from feedback.cases.handover.proposal import find_no_receiver, handover_in_hand
from feedback.cases.procedure import cases, close_case, describe_step
from feedback.cases.states import State


@cases.action(
    "confirm_handover", "确认转交", at=PROPOSED, to={State.HANDED_OVER}, who=APPROVERS, hands=proposer,
    form=ConfirmHandoverForm, style="main", audit="case.handed_over", blockers=find_no_receiver,
    stamp=handover_in_hand, changed=CHANGED, same_person=SAME_PERSON,
    text="确认以后这一件就此结束，告知书自动做好。", done="已转交，告知书已经做好。",
)  # fmt: skip
def confirm_handover(act: Act):
    """To say in time where it went meets the limit for accepting; no answer is owed here any more."""
    case, row = act.subject, act.context.handover
    row.confirmed_by, row.confirmed_at = act.person, act.now
    if row.organization:
        # Both at once and in one order: two organisations may hand over to each other.
        for pk in sorted({case.organization_id, row.organization_id}):
            lock_organization(pk)
        row.became = act.follow(take_over, row.organization, earlier=case).case
    row.save()
    close_case(act, State.HANDED_OVER)
    case.deferred_until_on = None
    stop(case.accept_deadline, on=act.on, by=act.by, now=act.now)
    stop(case.answer_deadline, on=act.on, by=act.by, now=act.now, is_done=False)
    issue_handover(case, row, by=act.by, now=act.now)
    file_upward(act, None)
    describe_step(act, sender_words(row), body=row.body, way=row.way)
    return row
