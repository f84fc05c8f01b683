"""An organisation, with everything below it, under another superior."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from disclosure.organizations.actions import move_organization
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.roles import SUBTREE_PERMISSIONS, roles_granting
from disclosure.people.reshaping.outcome import Outcome, outcome
from disclosure.web.moments import local_day

WATCHING = {role for permission in SUBTREE_PERMISSIONS for role in roles_granting(permission)}


def relocation(organization: Organization, superior: Organization | None, *, on: date) -> Outcome:
    """``superior``: None for the top."""
    before = Organization.objects.get_parent(organization)
    below = list(Organization.objects.within([organization.path]).exclude(pk=organization.pk))
    members = Membership.objects.current(on).filter(organization__path__startswith=organization.path)
    upward = [*superior.line_paths] if superior else []
    return outcome(
        [
            ("上级", [f"{before or '（最上级）'} → {superior or '（最上级）'}"]),
            ("一起移动的下级", [each.name for each in below]),
            ("以后不再监督、审定它的", watchers(set(organization.line_paths[:-1]) - set(upward), on)),
            ("以后能监督、审定它的", watchers(set(upward) - set(organization.line_paths[:-1]), on)),
            (
                "看到上级党内公开事项的党员",
                [f"{members.filter(kind='party').values('person').distinct().count()} 人，改看新上级的"],
            ),
        ],
        blockers=[
            "上级没有变。" if superior == before else "",
            "不能移到它自己或它的下级之下。" if superior and superior.path.startswith(organization.path) else "",
        ],
        notes=["没有自己的实施方案的，以后按新上级的方案办。"],
    )


@transaction.atomic
def move(organization: Organization, superior: Organization | None, *, by: User, now: datetime) -> None:
    relocation(organization, superior, on=local_day(now)).require_possible()
    move_organization(organization, superior=superior, by=by, now=now)


def watchers(paths: Iterable[str], on: date) -> list[str]:
    rows = Post.objects.current(on).filter(organization__path__in=paths, role__in=WATCHING)
    rows = rows.select_related("person", "organization").order_by("organization__path", "pk")
    return [f"{row.organization.name}　{row.get_role_display()}　{row.person}" for row in rows]
