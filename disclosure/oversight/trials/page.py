"""What the page of a trial shows: how it stands, what came of it, whether it may be asked for again."""

from dataclasses import dataclass
from datetime import datetime

from disclosure.oversight.trials.actions import KEPT
from disclosure.oversight.trials.models import Trial
from disclosure.oversight.trials.panel import may_begin
from disclosure.oversight.trials.result import TrialResult, result_of
from disclosure.web.components import Fact, given
from disclosure.web.moments import moment
from disclosure.workflow.kit import Context
from disclosure.workflow.staff.page import Note, ProcedurePage

CHANGED = "方案以后改过，这里还是改以前的。要看改以后的，请再试一次。"
LOST = "后台很久没有动静，多半是服务停过。没有留下半份结果，可以再试一次。"
STUCK = "排了很久还没有开始，后台服务可能没有运行，请告诉系统管理员。可以再试一次。"


@dataclass(frozen=True)
class TrialParts:
    """``percent``: while it is under way, else None; ``draft_id``: where it may be asked for again, else None."""

    percent: int | None
    is_waiting: bool
    result: TrialResult | None
    draft_id: int | None
    kept_days: int = KEPT.days


def page_of(context: Context, now: datetime) -> ProcedurePage:
    trial = context.subject
    is_under_way = trial.is_under_way(now)
    parts = TrialParts(
        trial.percent if is_under_way else None,
        trial.begun_at is None,
        result_of(trial),
        trial.draft_id if not is_under_way and may_begin(trial.draft, context) else None,
    )
    return ProcedurePage(str(trial), None, "怎么算的", facts(trial, now), notes(trial, now), parts)


def facts(trial: Trial, now: datetime) -> list[Fact]:
    return given([
        Fact("方案", str(trial.draft), trial.draft.get_absolute_url()),
        Fact("照哪一份算", f"{moment(trial.saved_at)}保存的草稿"),
        Fact("情况", trial.state_words(now)),
        Fact("谁要试的", f"{trial.asked_by}，{moment(trial.asked_at)}"),
        Fact("算好", moment(trial.ended_at) if trial.ended_at and trial.result else ""),
    ])  # fmt: skip


def notes(trial: Trial, now: datetime) -> list[Note]:
    found = [Note(trial.said, kind="warning")] if trial.said else []
    if trial.outcome == Trial.Outcome.LOST or trial.is_lost(now):
        found.append(Note(LOST if trial.begun_at else STUCK, kind="warning"))
    if trial.result and trial.draft.saved_at > trial.saved_at:
        found.append(Note(CHANGED, kind="warning"))
    return found
