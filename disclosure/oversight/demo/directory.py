"""The organisations of the demonstration: the tree, departments, audiences, the scheme adopted, the catalogue in force."""

from datetime import date, datetime

from catalog.directory.adoption import adopt_scheme
from catalog.directory.installation import install_scheme_catalogue
from catalog.directory.models import Catalogue
from catalog.schemes.models import Adoption, Scheme
from disclosure.organizations.actions import create_organization
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience
from disclosure.oversight.demo.data import Unit
from disclosure.workflow.kit import SYSTEM

BEGINNING = date(2020, 1, 1)


def fill_organization(unit: Unit, *, now: datetime) -> Organization:
    """The organisation with its departments and audiences."""
    organization = Organization.objects.filter(code=unit.code).first()
    if organization is None:
        superior = Organization.objects.get(code=unit.superior) if unit.superior else None
        organization = create_organization(superior=superior, by=None, now=now, **unit.fields)
    for position, name in enumerate(unit.departments, start=1):
        Department.objects.get_or_create(organization=organization, name=name, defaults={"position": position})
    for name in unit.audiences:
        Audience.objects.get_or_create(organization=organization, name=name)
    return organization


def fill_catalogue(organization: Organization, *, now: datetime) -> None:
    """The scheme of the organisation's own code, and its annex as the catalogue in force.

    Who is below has neither: the superior's hold there too (QJ-24).
    """
    if not Adoption.objects.filter(organization=organization).exists():
        scheme = Scheme.objects.get(slug=organization.code)
        adopt_scheme(organization, scheme=scheme, from_on=BEGINNING, as_issued=True, by=SYSTEM, now=now)
    if not Catalogue.objects.filter(organization=organization).exists():
        install_scheme_catalogue(organization, organization.code, by=SYSTEM, now=now, in_force_from=BEGINNING)
