"""Who holds a permission, asked from the organisation's side. Constant queries however many organisations."""

from collections.abc import Iterable
from datetime import date

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.roles import WATCH, roles_granting

SECRETARY = "secretary"


def posts_of(roles: Iterable[str], on: date):
    """Posts of active people in force that day, longest held first."""
    posts = Post.objects.current(on).filter(role__in=roles, person__is_active=True)
    return posts.select_related("person").order_by("from_on", "pk")


def add_once(people: list[User], person: User) -> None:
    if person not in people:
        people.append(person)


def holders(permission: str, organizations: Iterable[Organization], on: date) -> dict[int, list[User]]:
    """Organisation id → people whose post at that very organisation grants the permission; every id is a key."""
    return people_of(roles_granting(permission), [organization.pk for organization in organizations], on)


def heads_of(organization_ids: Iterable[int], on: date) -> dict[int, list[User]]:
    """Organisation id → its secretaries; every id is a key."""
    return people_of([SECRETARY], organization_ids, on)


def people_of(roles: Iterable[str], organization_ids: Iterable[int], on: date) -> dict[int, list[User]]:
    held: dict[int, list[User]] = {pk: [] for pk in organization_ids}
    for post in posts_of(roles, on).filter(organization__in=held):
        add_once(held[post.organization_id], post.person)
    return held


def watchers_above(organizations: Iterable[Organization], on: date) -> dict[int, list[User]]:
    """Organisation id → who watches at its nearest superior that has anyone watching; every id is a key."""
    organizations = list(organizations)
    superiors = {path for organization in organizations for path in organization.line_paths[:-1]}
    watching: dict[str, list[User]] = {}
    posts = posts_of(roles_granting(WATCH), on).filter(organization__path__in=superiors)
    for post in posts.select_related("person", "organization"):
        add_once(watching.setdefault(post.organization.path, []), post.person)
    return {organization.pk: nearest(organization.line_paths[-2::-1], watching) for organization in organizations}


def nearest(paths_upward: list[str], people: dict[str, list[User]]) -> list[User]:
    return next((people[path] for path in paths_upward if path in people), [])


def nearest_holders(permission: str, organization: Organization, on: date) -> tuple[Organization | None, list[User]]:
    """The nearest superior in use where anybody holds the permission, and who does; (None, []) where nobody does."""
    above = list(Organization.objects.active().above(organization))
    people = holders(permission, above, on)
    found = next((each for each in above if people[each.pk]), None)
    return found, people[found.pk] if found else []
