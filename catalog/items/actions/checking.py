"""From draft to approved: submitted, reviewed and secrecy-checked in either order, then approved; returned from each."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from catalog.items.actions.guard import audit, begin, decide, keep, refuse_if, require_reason
from catalog.items.actions.notifications import tell_approvers, tell_proposers, tell_publishers, tell_reviewers
from catalog.items.actions.transitions import move_both
from catalog.items.blockers import missing_facts, next_stage, of_people
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item
from catalog.items.states import VersionState
from catalog.items.work_plans import file_work_plan

Step = Decision.Step


@transaction.atomic
def submit(item: Item, *, by, now: datetime) -> Item:
    """Hand the working version to the reviewers; a new round begins."""
    case = begin(item, "submit", by=by, now=now)
    item = case.item
    move_both(item, VersionState.SUBMITTED)
    item.working_version.round += 1
    # Who submits stands by the content, with the department responsible (JG-05).
    evidence = {"is_truthful": item.is_truthful, "department": str(item.department or "")}
    decide(item.working_version, Step.SUBMIT, by=by, now=now, evidence=evidence)
    keep(item, now)
    audit("item.submitted", item, by=by, now=now, round=item.working_version.round)
    tell_reviewers(case, now=now)
    return item


@transaction.atomic
def review(
    item: Item, *, passed: bool, by, now: datetime, reason: str = "", necessity: str = "", accuracy: str = ""
) -> Item:
    """The reviewer's word on necessity and accuracy (必要性、准确性); a return gives its reason."""
    case = begin(item, "review", by=by, now=now)
    evidence = {"necessity": necessity.strip(), "accuracy": accuracy.strip()}
    return check(case, Step.REVIEW, "item.reviewed", passed=passed, reason=reason, evidence=evidence, now=now)


@transaction.atomic
def check_secrecy(
    item: Item,
    *,
    passed: bool,
    by,
    now: datetime,
    reason: str = "",
    conclusion: str = "",
    allowed_personal_data: Iterable[str] = (),
) -> Item:
    """The secrecy reviewer's conclusion (JG-01). ``allowed_personal_data``: the masks of phones that may stand in the text,
    such as a published service number; an identity number is never let stand."""
    case = begin(item, "check_secrecy", by=by, now=now)
    evidence = {"conclusion": conclusion.strip()}
    if allowed := sorted(set(allowed_personal_data)):
        evidence["allowed_personal_data"] = allowed
    return check(case, Step.SECRECY, "item.secrecy_checked", passed=passed, reason=reason, evidence=evidence, now=now)


@transaction.atomic
def approve(
    item: Item,
    *,
    passed: bool,
    by,
    now: datetime,
    reason: str = "",
    meeting_on: date | None = None,
    minutes_number: str = "",
    reply_on: date | None = None,
    reply_number: str = "",
) -> Item:
    """The approval by the item's route (JG-06): a leader; a meeting, with its date and the number of its minutes; the superior,
    or where it is not in the portal its written reply, with date and number."""
    case = begin(item, "approve", by=by, now=now, blockers=passed)
    refuse_if(of_people(case, "approver"))
    given = {
        "meeting_on": meeting_on,
        "minutes_number": minutes_number,
        "reply_on": reply_on,
        "reply_number": reply_number,
    }
    evidence = {
        "route": case.item.approval_route,
        **{name: str(value).strip() for name, value in given.items() if value},
    }
    if not passed:
        return send_back(case, Step.APPROVE, reason=reason, evidence=evidence, now=now)
    refuse_if(missing_facts(case.item, evidence))
    move_both(case.item, VersionState.APPROVED)
    decide(case.version, Step.APPROVE, by=by, now=now, reason=reason, evidence=evidence)
    file_work_plan(case, now=now)
    keep(case.item, now)
    audit("item.approved", case.item, by=by, now=now, **evidence)
    tell_publishers(case, now=now)
    return case.item


@transaction.atomic
def return_item(item: Item, *, reason: str, by, now: datetime) -> Item:
    """The publisher sends an approved version back instead of publishing it."""
    case = begin(item, "return_item", by=by, now=now)
    step = Step.PUBLISH_OUTSIDE if next_stage(case.item) == "outside" else Step.PUBLISH_INSIDE
    return send_back(case, step, reason=reason, evidence={}, now=now)


def check(case: ItemContext, step: str, word: str, *, passed: bool, reason: str, evidence: dict, now: datetime) -> Item:
    """One of the two checks; when both have passed the version waits for its approval."""
    if not passed:
        return send_back(case, step, reason=reason, evidence=evidence, now=now)
    other = Step.SECRECY if step == Step.REVIEW else Step.REVIEW
    decide(case.version, step, by=case.user, now=now, reason=reason, evidence=evidence)
    if case.has_passed(other):
        move_both(case.item, VersionState.CHECKED)
    keep(case.item, now)
    audit(word, case.item, by=case.user, now=now, **evidence)
    if case.version.state == VersionState.CHECKED:
        tell_approvers(case, now=now)
    return case.item


def send_back(case: ItemContext, step: str, *, reason: str, evidence: dict, now: datetime) -> Item:
    """Back to the writer with the reason; what passed in this round is asked anew in the next."""
    reason = require_reason(reason)
    proposers = case.proposers
    move_both(case.item, VersionState.DRAFT)
    decide(case.version, step, by=case.user, now=now, passed=False, reason=reason, evidence=evidence)
    keep(case.item, now)
    audit("item.returned", case.item, by=case.user, now=now, step=step, reason=reason)
    tell_proposers(case, proposers, step=step, reason=reason, now=now)
    return case.item
