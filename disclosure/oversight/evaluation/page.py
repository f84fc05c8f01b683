"""What the staff page of a round shows: how it stands, whose turn it is, how many have received a code or a paper ballot."""

from dataclasses import dataclass

from disclosure.deadlines.dates import moment, plain
from disclosure.oversight.evaluation.counting import enter_paper, paper_of
from disclosure.oversight.evaluation.models import Evaluation, PaperBallots
from disclosure.oversight.evaluation.status import Outcome, badge_of, outcome_of
from disclosure.oversight.evaluation.voting import is_small
from disclosure.web.components import Fact, given
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import Note, ProcedurePage

S = Evaluation.State
NAMES_SHOWN = 200
SLIPS = "票是密封的，要两张字条一起才打得开。字条不存在门户里，丢了就不能计票，只能作废重来。计票以后烧掉。"
WAITS_FOR = {
    S.SUBMITTED: "等另一个能公布或审批的人开始。",
    S.COUNTED: "等计票以外的人公布结果。",
}


@dataclass(frozen=True)
class EvaluationParts:
    """``absent``: who has received nothing, some 200 at most; ``may_enter``: paper ballots; ``outcome``: once counted."""

    questions: list[str]
    absent: list[str]
    is_small: bool
    paper: PaperBallots | None
    paper_rows: list[tuple[str, list[int]]]
    may_enter: bool
    outcome: Outcome | None


def page_of(context: Context) -> ProcedurePage:
    evaluation = context.subject
    paper = paper_of(evaluation)
    is_out = evaluation.opened_at is not None
    waiting = evaluation.voters.filter(is_handed=False).order_by("name", "pk") if is_out else evaluation.voters.none()
    parts = EvaluationParts(
        evaluation.questions,
        list(waiting.values_list("name", flat=True)[:NAMES_SHOWN]) if evaluation.is_open(context.on) else [],
        is_out and is_small(evaluation),
        paper,
        list(zip(evaluation.questions, paper.counts, strict=False)) if paper else [],
        offer_of(enter_paper, context) is not None,
        outcome_of(evaluation) if evaluation.result else None,
    )
    badge = badge_of(evaluation, context.on)
    return ProcedurePage(str(evaluation), badge, "这次评议", facts(evaluation), notes(evaluation), parts)


def facts(evaluation: Evaluation) -> list[Fact]:
    """Two counts of the roll, once there is one."""
    roll = evaluation.voters
    turnout = f"{roll.filter(is_handed=True).count()} 人，名册上 {roll.count()} 人" if evaluation.opened_at else ""
    deadline = evaluation.deadline
    return given([
        Fact("党组织", evaluation.organization.name),
        Fact("谁参加", "本组织和下级的党员" if evaluation.includes_below else "本组织的党员"),
        Fact("没有账号的", "、".join(evaluation.names)),
        Fact("开放", f"{evaluation.open_days} 天"),
        Fact("最后一天", plain(evaluation.until_on) if evaluation.until_on else ""),
        Fact("已领票", turnout),
        Fact("起草", f"{evaluation.prepared_by}，{moment(evaluation.prepared_at)}"),
        Fact("开始", f"{evaluation.opened_by}，{moment(evaluation.opened_at)}" if evaluation.opened_at else ""),
        Fact("公布期限", plain(deadline.due_on) if deadline and deadline.due_on and not deadline.closed_on else ""),
        Fact("作废的原因", evaluation.ended_reason),
    ])  # fmt: skip


def notes(evaluation: Evaluation) -> list[Note]:
    return [Note(SLIPS, title="两张字条")] if evaluation.state in (S.SUBMITTED, S.OPEN) else []
