"""What changes in the organisation tree, among its people and in their posts, each with its audit event."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.audit.record import record
from disclosure.organizations.models import Department, Membership, Organization, Post, User
from disclosure.organizations.permissions import sweep_posts, sync_permissions

__all__ = [
    "appoint",
    "create_organization",
    "end_post",
    "enrol",
    "leave",
    "make_administrator",
    "move_organization",
    "sweep_posts",
    "sync_permissions",
]


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
    post.full_clean()
    post.save()
    sync_permissions(person, on=timezone.localdate(now))
    facts = {"role": role, "person": str(person), "from_on": str(from_on), "until_on": until_on and str(until_on)}
    record("post.appointed", post, by=by, now=now, organization=organization, changes=facts)
    return post


@transaction.atomic
def end_post(post: Post, *, until_on: date, by: User | None, now: datetime) -> None:
    """End a post: from ``until_on`` it is no longer held, and its permissions end that same day."""
    locked = Post.objects.select_for_update().get(pk=post.pk)
    end_term(locked, until_on, already="此任职已经结束。")
    post.until_on = until_on
    sync_permissions(post.person, on=timezone.localdate(now))
    changes = {"until_on": [None, str(until_on)]}
    record("post.ended", post, by=by, now=now, organization=post.organization, changes=changes)


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
    membership.full_clean()
    membership.save()
    facts = {"kind": kind, "from_on": str(from_on)}
    record("membership.enrolled", membership, by=by, now=now, organization=organization, changes=facts)
    return membership


@transaction.atomic
def leave(membership: Membership, *, until_on: date, by: User | None, now: datetime) -> None:
    """End a membership: from ``until_on`` the person no longer belongs to the organisation."""
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    end_term(locked, until_on, already="此组织关系已经转出。")
    membership.until_on = until_on
    changes = {"until_on": [None, str(until_on)]}
    record("membership.left", membership, by=by, now=now, organization=membership.organization, changes=changes)


def end_term(held: Post | Membership, until_on: date, *, already: str) -> None:
    """A term may be shortened, never lengthened or begun again."""
    if held.until_on and held.until_on <= until_on:
        raise ValidationError(already)
    if until_on < held.from_on:
        raise ValidationError("止期不能早于起期。")
    held.until_on = until_on
    held.save(update_fields=["until_on"])


def require_own_department(organization: Organization, department: Department | None) -> None:
    if department and department.organization_id != organization.pk:
        raise ValidationError({"department": "科室不属于这个组织。"})


@transaction.atomic
def make_administrator(person: User, kind: str, *, by: User | None, now: datetime) -> None:
    """Make a person system, security or audit administrator, or with ``""`` none of them.

    The three exclude each other, and nobody changes their own: so a security administrator always remains.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    if kind not in User.Administrator.values:
        raise ValidationError("没有这种管理员。")
    if by and by.pk == locked.pk:
        raise ValidationError("不能改自己的管理员身份，请由另一位安全管理员办理。")
    if kind and locked.administrator and kind != locked.administrator:
        raise ValidationError(
            f"{locked}已是{locked.get_administrator_display()}。三种管理员不能由同一人担任，请先免去原来的。"
        )
    if kind == locked.administrator:
        return
    before, locked.administrator = locked.administrator, kind
    locked.is_superuser = locked.is_superuser and kind == User.Administrator.SYSTEM
    locked.save(update_fields=["administrator", "is_superuser"])
    sync_permissions(locked, on=timezone.localdate(now))
    person.administrator, person.is_superuser, person.is_staff = kind, locked.is_superuser, locked.is_staff
    record("person.administrator_changed", locked, by=by, now=now, changes={"administrator": [before, kind]})


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
    facts = {"superior": superior.code if superior else None}
    record("organization.created", organization, by=by, now=now, organization=organization, changes=facts)
    return organization


@transaction.atomic
def move_organization(
    organization: Organization, *, superior: Organization | None, by: User | None, now: datetime
) -> None:
    """Put an organisation, with everything below it, under another superior or at the top."""
    lock_tree()
    moved = Organization.objects.get(pk=organization.pk)
    before = moved.get_parent()
    if superior and superior.pk == (before.pk if before else None) or not (superior or before):
        return
    if superior:
        target = Organization.objects.get(pk=superior.pk)
        if target.path.startswith(moved.path):
            raise ValidationError("不能把组织移到它自己或它的下级之下。")
        Organization.objects.move(moved, target, "last-child")
    else:
        Organization.objects.move(moved, Organization.objects.get_last_root_node(), "last-sibling")
    organization.refresh_from_db()
    changes = {"superior": [before.code if before else None, superior.code if superior else None]}
    record("organization.moved", organization, by=by, now=now, organization=organization, changes=changes)
