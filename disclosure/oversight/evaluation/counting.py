"""Paper ballots entered by two; the count, with both slips; the result published by another person; or all is void (YY-15, QJ-20)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from disclosure.deadlines.actions import close
from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, LABELS, MASKABLE
from disclosure.files.sensitive_data.search import find, masked
from disclosure.oversight.evaluation.forms import CountForm, PublishForm, ReasonForm
from disclosure.oversight.evaluation.marks import (
    LISTED_LEAST,
    SECRET_LEAST,
    TEXT_MOST,
    Counts,
    added,
    marked_of,
    no_counts,
)
from disclosure.oversight.evaluation.models import Evaluation, PaperBallots
from disclosure.oversight.evaluation.secrecy import WrongSlip, grouped, public_key, unseal
from disclosure.oversight.evaluation.table import OPENERS, OVER, TELLERS, S, evaluations
from disclosure.web.whole_numbers import whole_numbers
from disclosure.workflow.kit import Act, Blocker, Context, in_state, require_text, when

HAS_PAPER = when(lambda context: paper_of(context.subject) is not None, not_now="还没有录入纸质票。")
NO_PAPER = when(lambda context: paper_of(context.subject) is None, not_now="纸质票已经录入。")
UNCONFIRMED = when(
    lambda context: (paper := paper_of(context.subject)) is not None and paper.confirmed_at is None,
    not_now="没有等着核对的纸质票。",
)


def paper_of(evaluation: Evaluation) -> PaperBallots | None:
    return PaperBallots.objects.filter(evaluation=evaluation).first()


# --- paper ballots ---


@evaluations.action(
    "enter_paper", "录入纸质票", at=OVER & NO_PAPER, who=TELLERS, is_button=False, done="已录入，请另一个人拿着票核对。"
)
def enter_paper(act: Act, *, sheets: int, given: Sequence[Sequence[int]], texts: Sequence[str] = ()) -> PaperBallots:
    """``given``: of each question, how many of 满意, 基本满意, 不满意; the rest of the sheets is blank there."""
    evaluation = act.subject
    if len(given) != len(evaluation.questions) or any(sum(row) > sheets or min(row) < 0 for row in given):
        raise ValidationError("有一项的票数加起来比收回的张数多，请对照票再数一遍。")
    if len(texts) > sheets:
        raise ValidationError({"texts": "意见的条数比票还多，一张票上的意见写成一行。"})
    if any(len(text) > TEXT_MOST for text in texts):
        raise ValidationError({"texts": f"一张票上的意见最多{TEXT_MOST}个字。"})
    if sheets < 1:
        raise ValidationError({"sheets": "没有收回纸质票的，不用录入。"})
    if sheets + evaluation.ballots.count() > evaluation.voters.filter(is_handed=True).count():
        raise ValidationError({"sheets": "收回的票和投票码加起来，比领走的多。请先核对名册上谁领了票。"})
    counts = [[*row, sheets - sum(row)] for row in given]
    made = PaperBallots(evaluation=evaluation, sheets=sheets, counts=counts, texts=list(texts))
    made.entered_by, made.entered_at = act.person, act.now
    made.save()
    act.record("paper_entered", sheets=sheets)
    return made


def entered(context: Context) -> list[int | None]:
    paper = paper_of(context.subject)
    return [paper.entered_by_id] if paper else []


@evaluations.action(
    "confirm_paper", "纸质票核对无误", at=OVER & UNCONFIRMED, who=TELLERS, hands=entered, shows_blocked=True,
    same_person="纸质票是您录入的，要由另一个人拿着票核对。", done="已核对。",
)  # fmt: skip
def confirm_paper(act: Act) -> None:
    paper = act.subject.paper
    paper.confirmed_by, paper.confirmed_at = act.person, act.now
    paper.save()
    act.record("paper_confirmed", sheets=paper.sheets)


@evaluations.action(
    "drop_paper", "删去，重新录入", at=OVER & HAS_PAPER, who=TELLERS, is_folded=True, done="已删去，请重新录入。"
)
def drop_paper(act: Act) -> None:
    paper = act.subject.paper
    act.record("paper_dropped", sheets=paper.sheets)
    paper.delete()


# --- the count ---


def unfinished(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    paper = paper_of(context.subject)
    if paper is not None and paper.confirmed_at is None:
        yield Blocker("paper", "纸质票还没有由另一个人核对。")


@evaluations.action(
    "count", "计票", at=OVER, to={S.COUNTED}, who=TELLERS, form=CountForm, blockers=unfinished, shows_blocked=True,
    waits=lambda access: Q(until_on__lt=access.on), style="main", done="票数好了。",
)  # fmt: skip
def count(act: Act, *, slip_one: str = "", slip_two: str = "") -> None:
    """Opens the ballots in memory, adds up, and destroys ballots and keys. What is kept has no order but that of letters."""
    evaluation = act.subject
    ballots = opened(evaluation, slip_one, slip_two)
    paper = paper_of(evaluation)
    counts = added(paper.counts if paper else no_counts(len(evaluation.questions)), ballots)
    texts = [ballot.text for ballot in ballots if ballot.text] + (paper.texts if paper else [])
    codes = evaluation.ballots.values_list("code", flat=True)
    evaluation.result = result_of(evaluation, sorted(codes), paper.sheets if paper else 0, counts, sorted(texts))
    evaluation.counted_by, evaluation.counted_at, evaluation.code_key = act.person, act.now, ""
    evaluation.ballots.all().delete()
    evaluation.voters.update(repeat="")
    if paper:
        paper.counts, paper.texts = [], []
        paper.save()
    act.move(S.COUNTED)
    act.record("counted", codes=len(evaluation.result["codes"]), sheets=evaluation.result["sheets"])


def opened(evaluation: Evaluation, *slips: str) -> list[Any]:
    """What the ballots say; none where there are none, whatever the slips."""
    sealed = [bytes(row) for row in evaluation.ballots.values_list("sealed", flat=True)]
    if not sealed:
        return []
    for slip, key, field in zip(
        slips, (evaluation.slip_one, evaluation.slip_two), ("slip_one", "slip_two"), strict=True
    ):
        if not slip or public_key(slip) != key:
            raise ValidationError({field: "这一张字条不对，票打不开。请对照字条再写一遍。"})
    try:
        return [marked_of(unseal(each, *slips), len(evaluation.questions)) for each in sealed]
    except WrongSlip:
        raise ValidationError("有一张票打不开，没有计票。请告诉系统管理员。") from None


def result_of(
    evaluation: Evaluation, codes: list[str], sheets: int, counts: Counts, texts: list[str]
) -> Mapping[str, Any]:
    """``counts`` is None where so few voted that they would tell who said what."""
    voters = evaluation.voters.count()
    total, on_paper = len(codes) + sheets, voters < SECRET_LEAST
    is_secret = on_paper or total >= SECRET_LEAST
    return {
        "voters": voters,
        "handed": evaluation.voters.filter(is_handed=True).count(),
        "codes": [spelled(code) for code in codes],
        "sheets": sheets,
        "counts": counts if is_secret else None,
        "texts": [masked(text) for text in texts] if is_secret else [],
        "is_listed": total >= LISTED_LEAST,
    }


def spelled(code: str) -> str:
    number, _dash, letters = code.partition("-")
    return f"{number}-{grouped(letters)}"


# --- publishing ---


def unpublishable(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    hidden, texts = set(whole_numbers(values.get("hidden", "").split())), context.subject.result["texts"]
    if wrong := sorted(hidden - set(range(1, len(texts) + 1))):
        yield Blocker("hidden", f"没有第{wrong[0]}条意见，请对照编号再写一遍。", "hidden")
    for number, text in enumerate(texts if values else [], start=1):
        for found in find(text):
            if found.kind in BLOCKS_PUBLICATION - MASKABLE and number not in hidden:
                yield Blocker(
                    found.kind, f"第{number}条意见里有{LABELS[found.kind]}，请写进“不列原文”的编号。", "hidden"
                )


@evaluations.action(
    "publish", "公布结果", at=in_state(S.COUNTED), to={S.PUBLISHED}, who=OPENERS, others=("counted_by",), form=PublishForm,
    initial=lambda context: {"results_for": context.subject.results_for}, blockers=unpublishable, shows_blocked=True,
    waits=True, style="main", same_person="票是您计的，要由另一个人公布。", done="结果公布了。",
)  # fmt: skip
def publish(act: Act, *, results_for: str = "", hidden: str = "") -> None:
    """The numbers as they were counted; of what was written, a text may be left out, and its place says so."""
    evaluation = act.subject
    left_out = set(whole_numbers(hidden.split()))
    texts = ["" if number in left_out else text for number, text in enumerate(evaluation.result["texts"], start=1)]
    evaluation.result = {**evaluation.result, "texts": texts}
    evaluation.results_for = results_for or evaluation.results_for
    evaluation.published_by, evaluation.published_at = act.person, act.now
    if evaluation.deadline:
        close(evaluation.deadline, on=act.on, by=act.by, now=act.now)
    act.move(S.PUBLISHED)
    act.record("published", results_for=evaluation.results_for, left_out=sorted(left_out))
    told = evaluation.voters.filter(person__isnull=False).values_list("person_id", flat=True)
    title = f"党员评议的结果公布了：{evaluation.title}"
    act.notify_all("published", told, title, url=evaluation.get_absolute_url())


# --- given up ---


@evaluations.action(
    "void", "作废", at=in_state(S.SUBMITTED, S.OPEN), to={S.VOID}, who=OPENERS, form=ReasonForm, style="danger",
    others=("prepared_by",), is_folded=True, done="已作废。需要的，另起草一次。",
)  # fmt: skip
def void(act: Act, *, reason: str) -> None:
    """Before the count alone: nobody knows the result yet. Ballots and keys go with it."""
    evaluation = act.subject
    evaluation.ended_reason = require_text(reason, "请写明作废的原因。", field="reason", most=300)
    evaluation.code_key = ""
    evaluation.ballots.all().delete()
    evaluation.voters.update(repeat="")
    if evaluation.deadline:
        close(evaluation.deadline, on=act.on, by=act.by, now=act.now, closed_as=evaluation.deadline.ClosedAs.ENDED)
    told = evaluation.voters.filter(person__isnull=False).values_list("person_id", flat=True)
    act.move(S.VOID)
    act.record("voided", reason=evaluation.ended_reason)
    act.notify("voided", told, f"党员评议作废：{evaluation.title}", url=evaluation.get_absolute_url())
