"""Building the demonstration; running it again completes what is missing and changes nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from catalog.schemes.loading import load_all
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo.cast import fill_unit
from disclosure.oversight.demo.data import units
from disclosure.oversight.demo.life import AFTERWARDS, AT_LAST, BEFORE
from disclosure.oversight.demo.people import Account, fill_administrators, hash_once
from disclosure.oversight.demo.scene import Scene, scene_of
from disclosure.oversight.rehearsal.telling.tale import TALES, read_tale
from disclosure.oversight.rehearsal.telling.telling import Teller, Told
from disclosure.oversight.sweeping import run_sweep


@dataclass
class Made:
    """Every account, and the query codes of cases that were made just now: nobody can know them later."""

    accounts: list[Account] = field(default_factory=list)
    codes: list[Told] = field(default_factory=list)


def build_demo(password: str, *, now: datetime) -> Made:
    """One transaction an organisation."""
    load_all(now=now)
    hashed, made, scenes = hash_once(password), Made(), []
    for unit in units():
        with transaction.atomic():
            organization, accounts = fill_unit(unit, hashed, now=now)
            made.accounts += accounts
            scenes.append(scene_of(organization, unit, now))
    tellers: list[Teller] = []
    for scene in scenes:
        with transaction.atomic():
            tellers += live(scene)
    for scene in scenes:
        with transaction.atomic():
            for fill in AT_LAST:
                fill(scene)
    for teller in tellers:
        with transaction.atomic():
            teller.tell_at_last()
        made.codes += teller.codes
    with transaction.atomic():
        made.accounts += fill_administrators(password=hashed, now=now)
    run_sweep(on=local_day(now), now=now)
    return made


def live(scene: Scene) -> Iterator[Teller]:
    """The life of one organisation: its tale, where it has one, and what no script tells yet."""
    for fill in BEFORE:
        fill(scene)
    path = TALES / f"{scene.unit.code}.yaml"
    if path.exists():
        teller = Teller(read_tale(path), scene.organization, scene.now)
        teller.tell()
        yield teller
    for fill in AFTERWARDS:
        fill(scene)
