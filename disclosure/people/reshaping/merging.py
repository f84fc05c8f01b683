"""Organisations merged and split: people and subordinates go over, what was done stays where it was done."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from disclosure.deadlines.models import Deadline
from disclosure.organizations.actions import create_organization, move_organization
from disclosure.organizations.many import actions as many
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.people.reshaping.outcome import Outcome, outcome
from disclosure.web.moments import local_day


def memberships_of(organization: Organization, on: date, people: Collection[User] | None = None) -> list[Membership]:
    rows = Membership.objects.current(on).filter(organization=organization)
    rows = rows if people is None else rows.filter(person__in=people)
    return list(rows.select_related("person", "department", "organization").order_by("person__full_name", "pk"))


def children_of(organization: Organization) -> list[Organization]:
    return [each for each in Organization.objects.within([organization.path]) if each.depth == organization.depth + 1]


def departments_of(organization: Organization) -> list[Department]:
    return list(Department.objects.filter(organization=organization, is_active=True).order_by("position", "pk"))


def words(membership: Membership) -> str:
    return f"{membership.person}　{membership.get_kind_display()}"


# --- merging ---


def merger(source: Organization, target: Organization, *, on: date) -> Outcome:
    """``source`` goes into ``target``. Posts are the security administrator's: they end first."""
    posts = Post.objects.current(on).filter(organization=source).select_related("person").order_by("pk")
    names = {each.name for each in departments_of(target)}
    waiting = Deadline.objects.filter(organization=source, closed_on__isnull=True).count()
    seats = LeadingGroupSeat.objects.current(on).filter(organization=source).order_by("pk")
    return outcome(
        [
            (f"转到{target.name}的人", map(words, memberships_of(source, on))),
            (f"改由{target.name}领导的下级", [each.name for each in children_of(source)]),
            (f"{target.name}新增的科室", [each.name for each in departments_of(source) if each.name not in names]),
            ("结束的领导小组任职", map(str, seats)),
            ("停用", [source.name]),
        ],
        blockers=[
            "不能并到自己。" if source == target else "",
            "不能并到自己的下级，请先移动下级。" if source != target and target.path.startswith(source.path) else "",
            *(f"{post.person}还担任{post.get_role_display()}，请安全管理员先免职或者换人。" for post in posts),
        ],
        notes=[
            f"{source.name}还有 {waiting} 件没有办结的事，留在它名下。请先办完，或者在{target.name}重新登记。"
            if waiting
            else "",
            f"{source.name}办过的事、目录和档案都留在原处，看得到。",
        ],
    )


@transaction.atomic
def merge(source: Organization, target: Organization, *, by: User, now: datetime) -> None:
    """ValidationError: what the outcome's blockers say."""
    on = local_day(now)
    merger(source, target, on=on).require_possible()
    names = {each.name for each in departments_of(target)}
    missing = [each for each in departments_of(source) if each.name not in names]
    new = [Department(organization=target, name=each.name, position=each.position) for each in missing]
    many.add_departments(new, by=by, now=now)
    go_over(memberships_of(source, on), target, by=by, now=now)
    for child in children_of(source):
        move_organization(child, superior=target, by=by, now=now)
    seats = list(LeadingGroupSeat.objects.current(on).filter(organization=source))
    many.end_all(seats, "leadinggroupseat.changed", until_on=on, by=by, now=now)
    source.refresh_from_db()
    many.change_all("organization.changed", {source: {"is_active": (True, False)}}, by=by, now=now)


# --- splitting ---


def split_off(source: Organization, people: Collection[User], name: str, code: str, *, on: date) -> Outcome:
    """A new organisation beside ``source``, with these people."""
    rows = memberships_of(source, on, people)
    others = [person for person in people if person.pk not in {row.person_id for row in rows}]
    posts = (
        Post.objects.current(on).filter(organization=source, person__in=people).select_related("person").order_by("pk")
    )
    superior = Organization.objects.get_parent(source)
    return outcome(
        [
            ("新建党组织", [f"{name}（{code}），上级：{superior or '（最上级）'}"]),
            (f"从{source.name}转过去的人", map(words, rows)),
        ],
        blockers=[
            f"{'、'.join(map(str, others))}不在{source.name}。" if others else "",
            "没有选人。" if not people else "",
        ],
        notes=[
            f"{post.person}在{source.name}还担任{post.get_role_display()}，要调整的请安全管理员办。" for post in posts
        ],
    )


@transaction.atomic
def split(
    source: Organization, people: Collection[User], name: str, code: str, *, by: User, now: datetime
) -> Organization:
    on = local_day(now)
    split_off(source, people, name, code, on=on).require_possible()
    superior = Organization.objects.get_parent(source)
    values = {"name": name, "code": code, "kind": source.kind, "sector": source.sector}
    new = create_organization(superior=superior, by=by, now=now, **values)
    go_over(memberships_of(source, on, people), new, by=by, now=now)
    return new


# --- both ---


def go_over(rows: list[Membership], target: Organization, *, by: User, now: datetime) -> None:
    """Each ends at the one and begins at the other, in the department of the same name where there is one."""
    on = local_day(now)
    departments = {each.name: each for each in departments_of(target)}
    there = set(Membership.objects.filter(organization=target, until_on__isnull=True).values_list("person_id", "kind"))
    many.end_all(rows, "membership.left", until_on=on, by=by, now=now)
    new = [
        Membership(
            person=row.person,
            organization=target,
            kind=row.kind,
            from_on=on,
            department=departments.get(row.department.name) if row.department else None,
        )
        for row in rows
        if (row.person_id, row.kind) not in there
    ]
    many.enrol_all(new, by=by, now=now)
