"""Building the demonstration; running it again completes what is missing and changes nothing else."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from catalog.schemes.loading import load_all
from disclosure.deadlines.dates import local_day
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.acts.bulletins import fill_receipts
from disclosure.oversight.demo.acts.cases import QueryCode, fill_cases
from disclosure.oversight.demo.acts.changes import fill_letter_words
from disclosure.oversight.demo.acts.confirmations import fill_rhythms
from disclosure.oversight.demo.data import Unit, units
from disclosure.oversight.demo.directory import fill_catalogue, fill_organization
from disclosure.oversight.demo.life import CHAPTERS
from disclosure.oversight.demo.people import Account, fill_administrators, fill_people, hash_once
from disclosure.oversight.demo.scene import scene_of
from disclosure.oversight.sweeping import run_sweep


@dataclass
class Made:
    """Every account, and the query codes of cases that were made just now: nobody can know them later."""

    accounts: list[Account] = field(default_factory=list)
    codes: list[QueryCode] = field(default_factory=list)


def build_demo(password: str, *, now: datetime) -> Made:
    """One transaction an organisation."""
    load_all(now=now)
    hashed = hash_once(password)
    made = fill_units(hashed, now=now)
    with transaction.atomic():
        made.accounts += fill_administrators(password=hashed, now=now)
    run_sweep(on=local_day(now), now=now)
    return made


def build_cast(*, now: datetime) -> None:
    """Organisations, people, schemes and catalogues alone, nothing done yet. No account has a password."""
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


def fill_units(password: str, *, now: datetime) -> Made:
    made, scenes = Made(), []
    for unit in units():
        with transaction.atomic():
            organization, accounts = fill_unit(unit, password, now=now)
            made.accounts += accounts
            scene = scene_of(organization, unit, now)
            for fill in CHAPTERS:
                fill(scene)
            made.codes += fill_cases(scene)
            fill_letter_words(scene)
            scenes.append(scene)
    for scene in scenes:
        fill_receipts(scene)
        fill_rhythms(scene)
    return made
