"""Building the demonstration; running it again completes what is missing and changes nothing else."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from catalog.schemes.loading import load_all
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo.acts.cases import QueryCode, fill_cases
from disclosure.oversight.demo.cast import fill_unit
from disclosure.oversight.demo.data import units
from disclosure.oversight.demo.life import AT_LAST, CHAPTERS
from disclosure.oversight.demo.people import Account, fill_administrators, hash_once
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
            scenes.append(scene)
    for scene in scenes:
        for fill in AT_LAST:
            fill(scene)
    return made
