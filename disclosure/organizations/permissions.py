"""Guardian's rows follow the posts: who holds which permission because of a post in force."""

import logging
from collections.abc import Collection, Mapping
from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from disclosure.organizations.models.people import OrganizationUserPermission, Post, User
from disclosure.organizations.roles import DESK_ROLES, PERMISSIONS, ROLES

logger = logging.getLogger(__name__)


def permissions_of_posts() -> Mapping[str, Permission]:
    """Codename → permission on an organisation, of those that posts grant."""
    rows = Permission.objects.filter(
        content_type__app_label="organizations",
        content_type__model="organization",
        codename__in=[codename for codename, _label in PERMISSIONS],
    )
    return {row.codename: row for row in rows.order_by()}


def sync_permissions(person: User, *, on: date) -> None:
    """Make the person's rows the union of what their posts in force that day grant, no more and no less.

    Who holds a working post or is an administrator may enter the desk (``is_staff``); nobody else.
    """
    person.is_staff = sync_people([person.pk], on=on)[person.pk].is_staff


@transaction.atomic
def sync_people(ids: Collection[int], *, on: date) -> dict[int, User]:
    """The same for many people, in as many statements as for one; returns them as they are now."""
    people = {row.pk: row for row in User.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    posts = list(Post.objects.current(on).filter(person__in=people).order_by("pk"))
    known = permissions_of_posts()
    wanted = {
        (post.person_id, known[code].pk, post.organization_id)
        for post in posts
        for code in ROLES[post.role].permissions
    }
    rows = OrganizationUserPermission.objects.filter(user__in=people).order_by("pk")
    held = {(row.user_id, row.permission_id, row.content_object_id): row.pk for row in rows}
    if extra := held.keys() - wanted:
        OrganizationUserPermission.objects.filter(pk__in=[held[key] for key in extra]).delete()
    OrganizationUserPermission.objects.bulk_create(
        OrganizationUserPermission(user_id=person, permission_id=permission, content_object_id=place)
        for person, permission, place in sorted(wanted - held.keys())
    )
    at_desk = {post.person_id for post in posts if post.role in DESK_ROLES}
    changed = []
    for person in people.values():
        is_staff = bool(person.administrator) or person.pk in at_desk
        changed += [person] if is_staff != person.is_staff else []
        person.is_staff = is_staff
    User.objects.bulk_update(changed, ["is_staff"])
    return people


def people_out_of_step(on: date) -> set[int]:
    """Ids of people whose rows differ from their posts in force that day: posts began or ended, whenever that was."""
    known = permissions_of_posts()
    posts = Post.objects.current(on).values_list("person_id", "organization_id", "role").order_by()
    carried = {
        (person, organization, known[code].pk)
        for person, organization, role in posts.iterator()
        for code in ROLES[role].permissions
    }
    rows = OrganizationUserPermission.objects.values_list("user_id", "content_object_id", "permission_id").order_by()
    return {person for person, _organization, _permission in carried.symmetric_difference(rows.iterator())} | (
        desk_out_of_step(on)
    )


def desk_out_of_step(on: date) -> set[int]:
    working = Exists(Post.objects.current(on).filter(person=OuterRef("pk"), role__in=DESK_ROLES))
    entitled = Q(working) | ~Q(administrator="")
    outside = User.objects.filter(entitled, is_staff=False)
    inside = User.objects.filter(~entitled, is_staff=True)
    return set(outside.values_list("pk", flat=True)) | set(inside.values_list("pk", flat=True))


def sweep_posts(*, on: date) -> int:
    """Bring everyone's permissions in step with their posts; says how many people changed.

    Compares states, not days, so it may run twice, late or not at all for a while. One transaction per person.
    """
    changed = 0
    for person in User.objects.filter(pk__in=people_out_of_step(on)).order_by("pk"):
        try:
            sync_permissions(person, on=on)
            changed += 1
        except Exception:
            logger.exception("permissions of person %s could not follow their posts", person.pk)
    return changed
