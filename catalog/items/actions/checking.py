"""From draft to approved: submitted, reviewed and secrecy-checked in either order, then approved; returned from each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from catalog.items.actions.notifications import notify, notify_approvers, notify_holders, notify_reviewers
from catalog.items.actions.table import (
    IS_TEXT,
    REASON,
    REVIEWERS,
    SECRECY_REVIEWERS,
    WRITERS,
    WRITTEN,
    V,
    both,
    decide,
    items,
    move_both,
    text_in_hand,
    undecided,
    working,
)
from catalog.items.blockers import find_approval, find_review, find_secrecy_check, find_submission
from catalog.items.decision_forms import ApprovalForm, ReviewForm, SecrecyForm
from catalog.items.models import Decision
from catalog.items.routes import Approvers
from catalog.items.work_plans import file_work_plan
from disclosure.organizations.roles import PUBLISH
from disclosure.workflow.kit import Act, require_text

Step = Decision.Step


@items.action(
    "submit", "提交审核", at=WRITTEN, to=both(V.SUBMITTED), who=WRITERS,
    style="main", blockers=find_submission, shows_blocked=True, stamp=text_in_hand,
)  # fmt: skip
def submit(act: Act) -> None:
    """Hand the working version to the reviewers; a new round begins."""
    item = act.subject
    move_both(act, V.SUBMITTED)
    item.working_version.round += 1
    # Who submits stands by the content, with the department responsible (JG-05).
    decide(act, Step.SUBMIT, evidence={"is_truthful": item.is_truthful, "department": str(item.department or "")})
    act.record("submitted", round=item.working_version.round)
    notify_reviewers(act)


@items.action(
    "review", "审核", at=working(V.SUBMITTED) & IS_TEXT & undecided(Step.REVIEW), to=both(V.CHECKED, V.DRAFT), who=REVIEWERS,
    form=ReviewForm, style="main", blockers=find_review, shows_blocked=True, waits=True, stamp=text_in_hand,
)  # fmt: skip
def review(act: Act, *, passed: bool, reason: str = "", necessity: str = "", accuracy: str = "") -> None:
    """The reviewer's word on necessity and accuracy (必要性、准确性); a return gives its reason."""
    check(act, Step.REVIEW, passed, reason, {"necessity": necessity.strip(), "accuracy": accuracy.strip()})


@items.action(
    "check_secrecy", "保密审查", at=working(V.SUBMITTED) & undecided(Step.SECRECY), to=both(V.CHECKED, V.DRAFT),
    who=SECRECY_REVIEWERS, form=SecrecyForm, style="main", blockers=find_secrecy_check, shows_blocked=True, waits=True,
    stamp=text_in_hand,
)  # fmt: skip
def check_secrecy(
    act: Act, *, passed: bool, reason: str = "", conclusion: str = "", allowed_personal_data: Iterable[str] = ()
) -> None:
    """The secrecy reviewer's conclusion (JG-01). ``allowed_personal_data``: the masks of phones that the text may hold,
    such as a published service number; an identity number is never allowed."""
    evidence: dict[str, Any] = {"conclusion": conclusion.strip()}
    if allowed := sorted(set(allowed_personal_data)):
        evidence["allowed_personal_data"] = allowed
    check(act, Step.SECRECY, passed, reason, evidence)


@items.action(
    "approve", "审批", at=working(V.CHECKED), to=both(V.APPROVED, V.DRAFT),
    who=Approvers(), form=ApprovalForm, style="main", blockers=find_approval, shows_blocked=True, waits=True,
    stamp=text_in_hand,
)  # fmt: skip
def approve(
    act: Act,
    *,
    passed: bool,
    reason: str = "",
    meeting_on: date | None = None,
    minutes_number: str = "",
    reply_on: date | None = None,
    reply_number: str = "",
) -> None:
    """The approval by the item's route (JG-06): a leader; a meeting, with its date and the number of its minutes; the superior,
    or where it is not in the portal its written reply, with date and number."""
    meeting = {"meeting_on": meeting_on, "minutes_number": minutes_number}
    given = {**meeting, "reply_on": reply_on, "reply_number": reply_number}
    said = {name: str(value).strip() for name, value in given.items() if value}
    evidence = {"route": act.subject.approval_route, **said}
    if not passed:
        return send_back(act, Step.APPROVE, reason, evidence)
    move_both(act, V.APPROVED)
    decide(act, Step.APPROVE, reason=reason, evidence=evidence)
    file_work_plan(act)
    act.record("approved", **evidence)
    return notify_holders(act, (PUBLISH,), step="publish", words="待公开")


def check(act: Act, step: Decision.Step, passed: bool, reason: str, evidence: Mapping[str, Any]) -> None:
    """One of the two checks; when both have passed the version waits for its approval."""
    if not passed:
        return send_back(act, step, reason, evidence)
    other = Step.SECRECY if step == Step.REVIEW else Step.REVIEW
    is_checked = act.context.has_passed(other)
    decide(act, step, reason=reason, evidence=evidence)
    act.record("reviewed" if step == Step.REVIEW else "secrecy_checked", **evidence)
    if is_checked:
        move_both(act, V.CHECKED)
        notify_approvers(act)
    return None


def send_back(act: Act, step: str, reason: str, evidence: Mapping[str, Any] | None = None) -> None:
    """Back to the writer with the reason; what passed in this round is asked anew in the next."""
    reason, proposers = require_text(reason, REASON), act.context.proposers
    move_both(act, V.DRAFT)
    decide(act, step, passed=False, reason=reason, evidence=evidence)
    act.record("returned", step=step, reason=reason)
    notify(act, proposers, step=f"{step}-returned", words="已退回", body=f"退回原因：{reason}")
