"""Merging a case into an earlier one that asks the same: both are handled once, both senders get the answer (QJ-17)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, Blocker, Nobody, in_state
from feedback.cases.actions.merge_targets import fault_of, merge_targets
from feedback.cases.clocks.clocks import stop
from feedback.cases.context import CaseContext
from feedback.cases.forms.assigning import MergeForm
from feedback.cases.models.cases import Case
from feedback.cases.procedure import RECEIVERS, cases, close_case, describe_step
from feedback.cases.states import Kind, State

S = State
# An application is answered to its own applicant: a second one of the same is answered as repeated, not merged.
MERGEABLE = (Kind.TOPIC, Kind.OPINION, Kind.QUESTION)


def lock_both(case: Case, values: Mapping[str, Any]) -> None:
    """Two people may merge the same two cases both ways at once."""
    cases.lock_rows([case.pk, values["into"].pk])


def find_no_target(context: CaseContext, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """The button is not offered where there is no target; a target that is named is checked by the action."""
    if "into" not in values and not merge_targets(context.subject).exists():
        yield Blocker("no_target", "没有可以并入的来件。")


@cases.action(
    "merge", "并入相似的来件", kinds=MERGEABLE, at=in_state(S.RECEIVED, S.ACCEPTED, S.SCREENED, S.ASSIGNED),
    to={S.MERGED}, who=RECEIVERS, lock=lock_both, blockers=find_no_target, form=MergeForm, is_folded=True,
    audit="case.merged", text="说的是同一件事，就合在一起办理。合并以后不能拆开，这一件不再单独答复。",
    done="已合并。那一件答复时，会一起告诉两边的来件人。",
)  # fmt: skip
def merge(act: Act, *, into: Case) -> None:
    """The case ends here: its sender reads the answer to ``into``. What was merged into it before goes with it."""
    case, into = act.subject, Case.objects.get(pk=into.pk)
    if fault := fault_of(case, into):
        raise ValidationError({"into": fault})
    close_case(act, S.MERGED)
    case.merged_into, case.deferred_until_on = into, None
    for deadline in (case.accept_deadline, case.answer_deadline):
        stop(deadline, on=act.on, by=act.by, now=act.now, is_done=False)
    for earlier in case.merged.order_by("pk"):
        act.follow(merge_further, earlier, into=into)
    say_merged(act, into)


@cases.action("merge_further", "一起并入", at=in_state(S.MERGED), who=Nobody(), is_button=False, audit="case.merged")
def merge_further(act: Act, *, into: Case) -> None:
    act.subject.merged_into = into
    say_merged(act, into)


def say_merged(act: Act, into: Case) -> None:
    words = f"您的来件和编号{into.number}的来件说的是同一件事，合在一起办理。答复以后会告诉您。"
    describe_step(act, words, f"并入{into.number}。", into=into.number)
