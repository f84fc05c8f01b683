"""Withdrawing a case before its answer: by its sender, by staff at their word, or by rule when it was not completed."""

from collections.abc import Iterator
from datetime import date, timedelta

from disclosure.workflow.kit import Act, Blocker, Nobody, in_state, require_text, when
from feedback.cases.clocks.clocks import day_words, stop
from feedback.cases.context import CaseContext
from feedback.cases.forms.clocks import WithdrawalForm
from feedback.cases.forms.sender import OwnWithdrawalForm
from feedback.cases.models.replies import Reply
from feedback.cases.procedure import RECEIVERS, cases, close_case, describe_step
from feedback.cases.states import State
from feedback.cases.supervision import where_to_complain

S = State
UNANSWERED = in_state(S.RECEIVED, S.INCOMPLETE, S.ACCEPTED, S.SCREENED, S.ASSIGNED, S.HANDLED, S.AT_SUPERIOR)
WITHDRAWN = {S.WITHDRAWN}
AS_ASKED = "按您的要求，已经撤回，不再办理。您没有这样要求的，请重新提出。"


def find_merged(context: CaseContext, values) -> Iterator[Blocker]:
    if context.has_merged:
        yield Blocker("has_merged", "还有别人的来件并在这一件里，要一起答复，所以不能撤回。")


@cases.action(
    "withdraw", "不想办了，撤回", at=UNANSWERED, to=WITHDRAWN, who=Nobody(), by_sender=True, blockers=find_merged,
    form=OwnWithdrawalForm, audit="case.withdrawn", not_now="这一件现在是“{state}”，不能撤回。", done="已经撤回。",
)  # fmt: skip
def withdraw(act: Act, *, reason: str = "") -> None:
    """The sender needs no reason."""
    end(act, "您已撤回，不再办理。", reason.strip()[:500], on=act.on)


@cases.action(
    "register_withdrawal", "登记撤回", at=UNANSWERED, to=WITHDRAWN, who=RECEIVERS, blockers=find_merged,
    form=WithdrawalForm, style="danger", is_folded=True, audit="case.withdrawn",
    text="只有来件人自己要求撤回，才能登记。登记以后这一件就此结束；已经逾期的，仍算逾期。", done="已登记撤回。",
)  # fmt: skip
def register_withdrawal(act: Act, *, reason: str) -> None:
    """``reason``: how the sender said so."""
    reason = require_text(reason, "请写明来件人怎样提出撤回。", most=500)
    end(act, f"{AS_ASKED}{where_to_complain(act.subject.organization)}", reason, on=act.on)


@cases.action(
    "withdraw_by_rule", "按规定撤回", to=WITHDRAWN, who=Nobody(), by_system=True, audit="case.withdrawn",
    at=in_state(S.INCOMPLETE) & when(lambda context: context.subject.waiting_until_on < context.on),
)  # fmt: skip
def withdraw_by_rule(act: Act) -> None:
    """Not completed by the last day: as of the day after it, whenever the job runs."""
    last_on = act.subject.waiting_until_on
    words = f"到{day_words(last_on)}没有收到您的补正，当作撤回，不再办理。您仍然需要的，可以重新提出。"
    end(act, words, "没有按时补正，按规定当作撤回", on=last_on + timedelta(days=1))


def end(act: Act, words: str, note: str, *, on: date) -> None:
    """What was late stays late."""
    case = act.subject
    close_case(act, S.WITHDRAWN)
    above = Reply.objects.filter(case=case, sent_at=None).exclude(superior_deadline=None)
    owed = [reply.superior_deadline for reply in above.select_related("superior_deadline")]
    for deadline in (case.accept_deadline, case.answer_deadline, *owed):
        stop(deadline, on=on, by=act.by, now=act.now, is_done=False)
    describe_step(act, words, note)
