"""What changes in the organisation tree, among its people and in their posts, each with its audit event."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from disclosure.audit.record import record
from disclosure.audit.words import register
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.permissions import sync_permissions
from disclosure.web.day_words import plain
from disclosure.web.moments import local_day

register(
    "organization", {"created": "新建党组织", "changed": "修改党组织", "moved": "调整隶属关系", "deleted": "删除党组织"}
)
register("department", {"added": "新建科室", "changed": "修改科室", "deleted": "删除科室"})
register("audience", {"added": "新建特定对象", "changed": "修改特定对象", "deleted": "删除特定对象"})
register(
    "leadinggroupseat", {"added": "登记领导小组成员", "changed": "修改领导小组成员", "deleted": "删除领导小组成员"}
)
register("post", {"appointed": "任职", "ended": "免职"})
register("membership", {"enrolled": "转入组织关系", "left": "转出组织关系"})
register("user", {"added": "开设账号", "changed": "修改账号", "deleted": "删除账号"})
register(
    "person",
    {
        "created": "新建人员",
        "changed": "修改人员",
        "administrator_changed": "调整管理员",
        "signed_in": "登录",
        "signed_out": "退出",
        "sign_in_failed": "登录失败",
        "password_changed": "修改密码",
    },
)


@transaction.atomic
def appoint(
    *,
    person: User,
    organization: Organization,
    role: str,
    from_on: date,
    until_on: date | None = None,
    title: str = "",
    department: Department | None = None,
    by: User | None,
    now: datetime,
) -> Post:
    """Give a person a post. Its permissions hold from its first day; ``until_on`` is the first day without them."""
    require_another_person(person, by=by)
    require_no_administrator(locked_person(person.pk))
    require_own_department(organization, department)
    post = Post(
        person=person,
        organization=organization,
        role=role,
        from_on=from_on,
        until_on=until_on,
        title=title,
        department=department,
    )
    until = until_on and str(until_on)
    begin_term(post, "post.appointed", by=by, now=now, role=role, person=str(person), until_on=until)
    sync_permissions(person, on=local_day(now))
    return post


@transaction.atomic
def end_post(post: Post, *, until_on: date, by: User | None, now: datetime) -> None:
    """End a post: from ``until_on`` it is no longer held, and its permissions end that same day."""
    end_term(post, until_on, "post.ended", by=by, now=now)
    sync_permissions(post.person, on=local_day(now))


@transaction.atomic
def enrol(
    *,
    person: User,
    organization: Organization,
    kind: str,
    from_on: date,
    department: Department | None = None,
    by: User | None,
    now: datetime,
) -> Membership:
    """Register a person as Party member or staff of an organisation."""
    require_own_department(organization, department)
    membership = Membership(person=person, organization=organization, kind=kind, from_on=from_on, department=department)
    begin_term(membership, "membership.enrolled", by=by, now=now, kind=kind)
    return membership


@transaction.atomic
def leave(membership: Membership, *, until_on: date, by: User | None, now: datetime) -> None:
    """End a membership: from ``until_on`` the person no longer belongs to the organisation."""
    end_term(membership, until_on, "membership.left", by=by, now=now)


def begin_term(held: Post | Membership, word: str, *, by: User | None, now: datetime, **details: Any) -> None:
    held.full_clean()
    held.save()
    put_on_record(word, held, by=by, now=now, from_on=str(held.from_on), **details)


def end_term(held: Post | Membership, until_on: date, word: str, *, by: User | None, now: datetime) -> None:
    locked = type(held)._default_manager.select_for_update().get(pk=held.pk)
    require_possible_end(locked, until_on)
    locked.until_on = held.until_on = until_on
    locked.save(update_fields=["until_on"])
    put_on_record(word, held, by=by, now=now, until_on=[None, str(until_on)])


def require_possible_end(held: Post | Membership, until_on: date) -> None:
    """A term may be shortened, never lengthened or begun again."""
    if held.until_on and held.until_on <= until_on:
        raise ValidationError(f"{held}：已定于{plain(held.until_on)}结束，只能提前。")
    if until_on < held.from_on:
        raise ValidationError("止期不能早于起期。")


def require_another_person(person: User, *, by: User | None) -> None:
    if by and by.pk == person.pk:
        raise ValidationError("不能给自己任职，请由另一位安全管理员办理。")


def locked_person(pk: int) -> User:
    """Becoming an administrator and being appointed queue here: the two exclude each other."""
    return User.objects.select_for_update().get(pk=pk)


def require_no_administrator(person: User) -> None:
    if person.administrator:
        raise ValidationError(
            f"{person}是{person.get_administrator_display()}，管理员不能任职。要任职，请先由安全管理员免去管理员。"
        )


def require_no_post(person: User, on: date) -> None:
    post = Post.objects.unended(on).filter(person=person).first()
    if post is not None:
        raise ValidationError(f"{post}还在任职，任职的人不能当管理员。请先办免职。")


def require_own_department(organization: Organization, department: Department | None) -> None:
    if department and department.organization_id != organization.pk:
        raise ValidationError({"department": "科室不属于这个组织。"})


def require_administrator_possible(person: User, kind: str, *, by: User | None, on: date) -> None:
    if kind not in User.Administrator.values:
        raise ValidationError("没有这种管理员。")
    if by and by.pk == person.pk:
        raise ValidationError("不能改自己的管理员身份，请由另一位安全管理员办理。")
    if kind and person.administrator and kind != person.administrator:
        raise ValidationError(
            f"{person}已是{person.get_administrator_display()}。三种管理员不能由同一人担任，请先免去原来的。"
        )
    if kind:
        require_no_post(person, on)


@transaction.atomic
def make_administrator(person: User, kind: str, *, by: User | None, now: datetime) -> None:
    """Make a person system, security or audit administrator, or with ``""`` none of them.

    The three exclude each other and every post, and nobody changes their own: so a security administrator always remains.
    """
    locked = locked_person(person.pk)
    require_administrator_possible(locked, kind, by=by, on=local_day(now))
    if kind == locked.administrator:
        return
    before, locked.administrator = locked.administrator, kind
    locked.is_superuser = locked.is_superuser and kind == User.Administrator.SYSTEM
    locked.save(update_fields=["administrator", "is_superuser"])
    sync_permissions(locked, on=local_day(now))
    person.administrator, person.is_superuser, person.is_staff = kind, locked.is_superuser, locked.is_staff
    put_on_record("person.administrator_changed", locked, by=by, now=now, administrator=[before, kind])


def lock_tree() -> None:
    """Structural changes queue at the first organisation's row: two at once would write the same paths."""
    Organization.objects.select_for_update().order_by("path").first()


@transaction.atomic
def create_organization(*, superior: Organization | None, by: User | None, now: datetime, **fields) -> Organization:
    """Add an organisation under its superior, or at the top."""
    lock_tree()
    organization = Organization(**fields)
    organization.full_clean(exclude=["path", "depth", "numchild"])
    if superior:
        Organization.objects.add_child(Organization.objects.get(pk=superior.pk), instance=organization)
    else:
        Organization.objects.add_root(instance=organization)
    put_on_record("organization.created", organization, by=by, now=now, superior=superior.code if superior else None)
    return organization


def require_possible_superior(organization: Organization, superior: Organization) -> None:
    if superior.path.startswith(organization.path):
        raise ValidationError("不能把组织移到它自己或它的下级之下。")


@transaction.atomic
def move_organization(
    organization: Organization, *, superior: Organization | None, by: User | None, now: datetime
) -> None:
    """Put an organisation, with everything below it, under another superior or at the top."""
    lock_tree()
    moved = Organization.objects.get(pk=organization.pk)
    before = Organization.objects.get_parent(moved)
    if superior == before:
        return
    if superior:
        target = Organization.objects.get(pk=superior.pk)
        require_possible_superior(moved, target)
        Organization.objects.move(moved, target, "last-child")
    else:
        Organization.objects.move(moved, Organization.objects.get_last_root_node(), "last-sibling")
    organization.refresh_from_db()
    codes = [each.code if each else None for each in (before, superior)]
    put_on_record("organization.moved", organization, by=by, now=now, superior=codes)


def put_on_record(word: str, row: models.Model, *, by: User | None, now: datetime, **changes: Any) -> None:
    """Under the organisation that it is or belongs to; an administrator belongs to none."""
    organization = row if isinstance(row, Organization) else getattr(row, "organization", None)
    record(word, row, by=by, now=now, organization=organization, changes=changes)
