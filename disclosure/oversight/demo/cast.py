"""The cast of the demonstration: organisations, people, schemes and catalogues, with nothing done yet."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from catalog.schemes.loading import load_all
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.data import Unit, units
from disclosure.oversight.demo.directory import fill_catalogue, fill_organization
from disclosure.oversight.demo.people import Account, fill_administrators, fill_people


def build_cast(*, now: datetime) -> None:
    """Without anybody's password."""
    load_all(now=now)
    for unit in units():
        with transaction.atomic():
            fill_unit(unit, make_password(None), now=now)
    with transaction.atomic():
        fill_administrators(password=make_password(None), now=now)


def fill_unit(unit: Unit, password: str, *, now: datetime) -> tuple[Organization, list[Account]]:
    """The organisation with its people, its scheme and its catalogue."""
    organization = fill_organization(unit, now=now)
    accounts = fill_people(organization, unit, password=password, now=now)
    if unit.has_scheme:
        fill_catalogue(organization, now=now)
    return organization, accounts
