"""Telling the next people in line. Titles go to the desk of the item's organisation and to who decides above it."""

from collections.abc import Collection, Iterable

from catalog.items.routes import deciders, is_decided_above, office_reviewers
from disclosure.files.sensitive_data.search import masked
from disclosure.organizations.holders import holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DECIDE_BELOW, REVIEW
from disclosure.workflow.act import Act


def notify_holders(
    act: Act, permissions: Iterable[str], *, step: str, words: str, body: str = "", among: Collection[int] = ()
) -> None:
    """Who holds any of the permissions in the item's organisation. ``among``: of these people only, where there are any."""
    organization = act.subject.organization
    people = {
        person
        for permission in permissions
        for person in holders(permission, [organization], act.on)[organization.pk]
        if not among or person.pk in among
    }
    notify(act, people, step=step, words=words, body=body)


def notify_reviewers(act: Act) -> None:
    if not act.subject.working_version.is_progress:
        notify_for_review(act)
    notify_holders(act, (CHECK_SECRECY,), step="secrecy", words="待保密审查")


def notify_for_review(act: Act) -> None:
    office = office_reviewers(act.subject, act.context.rules, act.on)
    notify_holders(act, (REVIEW,), step="review", words="待审核", among=office)


def notify_approvers(act: Act) -> None:
    if not is_decided_above(act.subject):
        return notify_holders(act, (APPROVE,), step="approve", words="待审批")
    found = holders(DECIDE_BELOW, deciders(act.subject, act.on), act.on).values()
    return notify(act, {person for group in found for person in group}, step="approve", words="待上级审批")


def notify(act: Act, people: Iterable[User | int | None], *, step: str, words: str, body: str = "") -> None:
    """Once a round of the working version."""
    version = act.subject.working_version
    number = f"progress-{version.number}" if version.is_progress else version.number
    act.notify(f"{number}:{version.round}:{step}", people, f"{words}：{masked(act.subject.title_in_hand)}", body)
