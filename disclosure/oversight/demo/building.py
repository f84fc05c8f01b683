"""Building the demonstration; running it again completes what is missing and changes nothing else."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from catalog.schemes.loading import load_all
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo.cast import fill_unit
from disclosure.oversight.demo.data import FOLDER, units
from disclosure.oversight.demo.life import AFTERWARDS, AT_LAST, BEFORE
from disclosure.oversight.demo.people import Account, fill_administrators, hash_once
from disclosure.oversight.demo.scene import Scene, scene_of
from disclosure.oversight.rehearsal.telling.tale import read_tale
from disclosure.oversight.rehearsal.telling.telling import Teller, Told
from disclosure.oversight.sweeping import run_sweep

TALES = FOLDER / "tales"


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
    for scene in scenes:
        with transaction.atomic():
            made.codes += live(scene)
    for scene in scenes:
        with transaction.atomic():
            for fill in AT_LAST:
                fill(scene)
    with transaction.atomic():
        made.accounts += fill_administrators(password=hashed, now=now)
    run_sweep(on=local_day(now), now=now)
    return made


def live(scene: Scene) -> list[Told]:
    """The life of one organisation: its tale, and what no script tells yet."""
    for fill in BEFORE:
        fill(scene)
    codes = tell(scene, TALES / f"{scene.unit.code}.yaml")
    for fill in AFTERWARDS:
        fill(scene)
    return codes


def tell(scene: Scene, path: Path) -> list[Told]:
    if not path.exists():
        return []
    teller = Teller(read_tale(path), scene.organization, scene.now)
    teller.tell()
    return teller.codes
