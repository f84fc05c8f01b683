"""Whoever is next on the first day is told, once a step: the administrator in the order of the steps, then each organisation's
people until its first item is public. Runs with the sweep, so the word comes within the hour; the desk shows it at once."""

from collections.abc import Iterator
from datetime import date, datetime

from catalog.items.models import Item
from disclosure.notices.notify import Message, notify_all
from disclosure.organizations.holders import posts_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import MANAGE_CATALOGUE, roles_granting
from disclosure.oversight.first_day.steps import steps_on
from disclosure.oversight.readiness.pages import rows_of
from disclosure.oversight.readiness.points import Readiness
from disclosure.oversight.sweeping import add_job


def tell_next(*, on: date, now: datetime) -> int:
    """How many words there were to say; whoever was told of a step before hears nothing."""
    messages = [*to_administrators(on), *to_organizations(on)]
    notify_all(messages, now=now)
    return len(messages)


def to_administrators(on: date) -> Iterator[Message]:
    step = steps_on(on).next
    if step is None or not step.administrator:
        return
    for person in administrators_of(step.administrator):
        yield Message(person, f"first_day:{step.name}", f"轮到您了：{step.label}", step.missing, step.url)


def administrators_of(kind: str) -> list[int]:
    rows = User.objects.filter(administrator=kind, is_active=True)
    return list(rows.values_list("pk", flat=True))


def to_organizations(on: date) -> Iterator[Message]:
    """Those with somebody to tell that have published nothing yet."""
    published = Item.objects.filter(published_inside_at__isnull=False).values("organization")
    held = posts_of(roles_granting(MANAGE_CATALOGUE), on).values("organization")
    new = Organization.objects.active().filter(pk__in=held).exclude(pk__in=published)
    for row in rows_of(list(new), on):
        yield from words_of(row)


def words_of(row: Readiness) -> Iterator[Message]:
    point, organization = row.next, row.evidence.organization
    if point is None or point.administrator or point.is_of_catalogue and row.evidence.catalogue:
        return
    for person in sorted(row.evidence.holding(roles_granting(point.permission))):
        key = f"first_day:{organization.pk}:{point.name}"
        yield Message(person, key, f"轮到您了：{organization}的{point.label}", point.missing, str(point.url))


add_job("first_day", tell_next)
