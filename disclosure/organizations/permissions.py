"""Guardian's rows follow the posts: who holds which permission because of a post in force."""

import logging
from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from disclosure.organizations.models.people import OrganizationUserPermission, Post, User
from disclosure.organizations.roles import DESK_ROLES, PERMISSIONS, ROLES

logger = logging.getLogger(__name__)


def permission_ids() -> Mapping[str, int]:
    """Codename → id of the permissions on an organisation."""
    rows = Permission.objects.filter(
        content_type__app_label="organizations",
        content_type__model="organization",
        codename__in=[codename for codename, _label in PERMISSIONS],
    )
    return dict(rows.values_list("codename", "pk"))


@transaction.atomic
def sync_permissions(person: User, *, on: date) -> None:
    """Make the person's rows the union of what their posts in force that day grant, no more and no less.

    Who holds a working post or is an administrator may enter the desk (``is_staff``); nobody else.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    ids = permission_ids()
    posts = list(Post.objects.current(on).filter(person=locked).values_list("organization_id", "role"))
    wanted = {(organization, ids[code]) for organization, role in posts for code in ROLES[role].permissions}
    held = {
        (row.content_object_id, row.permission_id): row.pk
        for row in OrganizationUserPermission.objects.filter(user=locked)
    }
    OrganizationUserPermission.objects.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    OrganizationUserPermission.objects.bulk_create(
        OrganizationUserPermission(user=locked, content_object_id=organization, permission_id=permission)
        for organization, permission in sorted(wanted - held.keys())
    )
    person.is_staff = bool(locked.administrator) or any(role in DESK_ROLES for _organization, role in posts)
    if person.is_staff != locked.is_staff:
        User.objects.filter(pk=locked.pk).update(is_staff=person.is_staff)


def people_out_of_step(on: date) -> set[int]:
    """Ids of people whose rows differ from their posts in force that day: posts began or ended, whenever that was."""
    ids = permission_ids()
    posts = Post.objects.current(on).values_list("person_id", "organization_id", "role").order_by()
    carried = {
        (person, organization, ids[code])
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
