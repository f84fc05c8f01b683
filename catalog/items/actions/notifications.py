"""Telling the next people in line. Titles go to the desk of the item's organisation and to who decides above it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.routes import deciders, is_decided_above, office_reviewers
from disclosure.files.sensitive_data.search import masked
from disclosure.notices.tell import tell
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DECIDE_BELOW, PUBLISH, REVIEW


def desk_url(item: Item) -> str:
    return item.staff_url


def tell_holders(
    case: ItemContext,
    permissions: tuple[str, ...],
    *,
    step: str,
    words: str,
    now: datetime,
    body: str = "",
    among: Collection[int] = (),
) -> None:
    """Who holds any of the permissions in the item's organisation, without the person who just acted.

    ``among``: of these people only, where there are any.
    """
    organization = case.item.organization
    people = {
        person
        for permission in permissions
        for person in holders(permission, [organization], case.on)[organization.pk]
        if person != case.user and (not among or person.pk in among)
    }
    send(case, people, step=step, words=words, now=now, body=body)


def tell_reviewers(case: ItemContext, *, now: datetime) -> None:
    office = office_reviewers(case.item, case.rules, case.on)
    tell_holders(case, (REVIEW,), step="review", words="待审核", now=now, among=office)
    tell_holders(case, (CHECK_SECRECY,), step="secrecy", words="待保密审查", now=now)


def tell_approvers(case: ItemContext, *, now: datetime) -> None:
    if not is_decided_above(case.item):
        return tell_holders(case, (APPROVE,), step="approve", words="待审批", now=now)
    if case.rules is None:
        return None
    found = holders(DECIDE_BELOW, deciders(case.item, case.rules), case.on).values()
    people = {person for group in found for person in group}
    return send(case, people, step="approve", words="待上级审批", now=now)


def tell_publishers(case: ItemContext, *, now: datetime) -> None:
    tell_holders(case, (PUBLISH,), step="publish", words="待公开", now=now)


def tell_proposers(case: ItemContext, proposers: Iterable[int], *, step: str, reason: str, now: datetime) -> None:
    people = set(proposers) - {case.user and case.user.pk}
    send(case, people, step=f"{step}-returned", words="已退回", body=f"退回原因：{reason}", now=now)


def send(case: ItemContext, people, *, step: str, words: str, now: datetime, body: str = "") -> None:
    version = case.version
    key = f"item:{case.item.pk}:{version.number}:{version.round}:{step}"
    tell(people, key=key, title=f"{words}：{masked(version.title)}", body=body, url=desk_url(case.item), now=now)
