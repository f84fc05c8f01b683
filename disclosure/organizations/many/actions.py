"""Accounts, memberships, posts and seats by the hundred, each with its audit event. What a single row may not, none of many may."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from disclosure.audit.record import event_of, record_all
from disclosure.organizations.actions import require_another_person, require_own_department, require_possible_end
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, Post, User
from disclosure.organizations.permissions import sync_people
from disclosure.web.moments import local_day

BATCH = 500
Changes = Mapping[str, Any]


def put_all_on_record(
    word: str, rows: Iterable[models.Model], changes: Callable[[Any], Changes], *, by: User | None, now: datetime
) -> None:
    """Each under the organisation that it is or belongs to."""
    record_all(
        event_of(word, row, by=by, now=now, organization=organization_of(row), changes=dict(changes(row)))
        for row in rows
    )


def organization_of(row: models.Model) -> Organization | None:
    return row if isinstance(row, Organization) else getattr(row, "organization", None)


def nothing(row: models.Model) -> Changes:
    return {}


@transaction.atomic
def open_accounts(people: Sequence[User], *, by: User | None, now: datetime) -> None:
    """Without a password: who it is for chooses one by a start code."""
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people, batch_size=BATCH)
    put_all_on_record("user.added", people, lambda person: {"username": ["", person.username]}, by=by, now=now)


@transaction.atomic
def change_all(
    word: str, changes: Mapping[Any, Mapping[str, tuple[Any, Any]]], *, by: User | None, now: datetime
) -> None:
    """Write the new values of [old, new] pairs to rows of one model."""
    if not changes:
        return
    for row, values in changes.items():
        for name, (_, value) in values.items():
            setattr(row, name, value)
    names = sorted({name for values in changes.values() for name in values})
    type(next(iter(changes)))._default_manager.bulk_update(changes, names, batch_size=BATCH)
    put_all_on_record(
        word, changes, lambda row: {name: list(pair) for name, pair in changes[row].items()}, by=by, now=now
    )


@transaction.atomic
def add_departments(departments: Sequence[Department], *, by: User | None, now: datetime) -> None:
    Department.objects.bulk_create(departments, batch_size=BATCH)
    put_all_on_record("department.added", departments, nothing, by=by, now=now)


@transaction.atomic
def enrol_all(memberships: Sequence[Membership], *, by: User | None, now: datetime) -> None:
    for each in memberships:
        require_own_department(each.organization, each.department)
    Membership.objects.bulk_create(memberships, batch_size=BATCH)
    put_all_on_record(
        "membership.enrolled",
        memberships,
        lambda each: {"from_on": str(each.from_on), "kind": each.kind},
        by=by,
        now=now,
    )


@transaction.atomic
def appoint_all(posts: Sequence[Post], *, by: User | None, now: datetime) -> None:
    """Rights hold from the first day of each. ValidationError: for oneself, or for an administrator."""
    for post in posts:
        require_another_person(post.person, by=by)
        require_own_department(post.organization, post.department)
        if post.person.administrator:
            raise ValidationError(f"{post.person}是管理员，管理员不能任职。")
    Post.objects.bulk_create(posts, batch_size=BATCH)
    put_all_on_record("post.appointed", posts, appointment, by=by, now=now)
    sync_people({post.person_id for post in posts}, on=local_day(now))


def appointment(post: Post) -> Changes:
    until = post.until_on and str(post.until_on)
    return {"from_on": str(post.from_on), "role": post.role, "person": str(post.person), "until_on": until}


@transaction.atomic
def end_all(
    rows: Collection[Post | Membership | LeadingGroupSeat], word: str, *, until_on: date, by: User | None, now: datetime
) -> None:
    """From that day they are no longer held; the rights of posts end with them. ``rows``: of one model."""
    if not rows:
        return
    model = type(next(iter(rows)))
    locked = list(model.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk").select_related("organization"))
    for row in locked:
        require_possible_end(row, until_on)
        row.until_on = until_on
    model.objects.bulk_update(locked, ["until_on"], batch_size=BATCH)
    put_all_on_record(word, locked, lambda row: {"until_on": [None, str(until_on)]}, by=by, now=now)
    if model is Post:
        sync_people({row.person_id for row in locked}, on=local_day(now))


@transaction.atomic
def seat_all(seats: Sequence[LeadingGroupSeat], *, by: User | None, now: datetime) -> None:
    LeadingGroupSeat.objects.bulk_create(seats, batch_size=BATCH)
    put_all_on_record("leadinggroupseat.added", seats, lambda seat: {"name": ["", seat.name]}, by=by, now=now)


@transaction.atomic
def make_audiences(audiences: Sequence[Audience], *, by: User | None, now: datetime) -> None:
    Audience.objects.bulk_create(audiences, batch_size=BATCH)
    put_all_on_record("audience.added", audiences, nothing, by=by, now=now)


@transaction.atomic
def list_all(
    added: Mapping[Audience, Sequence[User]],
    removed: Mapping[Audience, Sequence[User]],
    *,
    by: User | None,
    now: datetime,
) -> None:
    """Put people on lists and take them off."""
    through = Audience.members.through
    rows = [through(audience_id=audience.pk, user_id=person.pk) for audience in added for person in added[audience]]
    through.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    for audience, people in removed.items():
        audience.members.remove(*people)
    put_all_on_record(
        "audience.changed",
        dict.fromkeys([*added, *removed]),
        lambda audience: {"added": words(added.get(audience, ())), "removed": words(removed.get(audience, ()))},
        by=by,
        now=now,
    )


def words(people: Iterable[User]) -> str:
    return "、".join(map(str, people))
