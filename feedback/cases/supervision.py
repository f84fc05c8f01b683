"""Where somebody turns who is not content with what a Party organisation did with their case."""

from collections.abc import Collection
from datetime import date

from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import COLLECT_OPINIONS


def where_to_complain(organization: Organization) -> str:
    """The supervision telephone of the organisation, or of the nearest one above that has any."""
    line = Organization.objects.filter(path__in=organization.line_paths).exclude(supervision_phone="")
    found = line.order_by("-path").values_list("name", "supervision_phone").first()
    if found is None:
        return "您还有意见的，可以向上一级党组织反映。"
    name, phone = found
    return f"您还有意见的，可以打监督电话反映：{phone}（{name}）。"


def complaint_body(organization: Organization, on: date, *, without: Collection[int] = ()) -> Organization:
    """The discipline organisation beside or above, the nearest first; else the superior; else the organisation itself.
    Where nobody there collects opinions but those ``without`` whom it must be heard, the next one that can hear it."""
    candidates = [*discipline_near(organization), *superiors(organization), organization]
    heard = holders(COLLECT_OPINIONS, candidates, on)
    able = (each for each in candidates if any(person.pk not in without for person in heard[each.pk]))
    return next(able, candidates[0])


def discipline_near(organization: Organization) -> list[Organization]:
    """In the line upwards and directly under it: the own one, those of the superiors."""
    line = organization.line_paths
    rows = Organization.objects.active().filter(kind=Organization.Kind.DISCIPLINE, path__startswith=line[0])
    near = [row for row in rows if row.path in line[:-1] or row.path[: -row.steplen] in line]
    return sorted(near, key=lambda row: (-len(row.path), row.path))


def superiors(organization: Organization) -> list[Organization]:
    return list(Organization.objects.active().above(organization))
