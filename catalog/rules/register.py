"""The register of rules (``rules.yaml``): what may be cited for refusing, exempting, pinning, handing over, reckoning.

Grounds are chosen from it and never typed; one not in force that day, or not meant for the reason, is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.urls import reverse

FILE = Path(__file__).with_name("rules.yaml")
PIN, ACCOUNTABILITY = "pin", "accountability"
SHOWN = 40  # characters of a text in a select


@dataclass(frozen=True)
class CitedRule:
    """An article in its time. ``text``: its sentence, else its substance; ``uses``: reasons of a withholding, ``pin``,
    ``handover``, ``reckoning``, ``accountability``; ``until_on``: its last day; ``how``: how it was verified."""

    key: str
    short: str
    full: str
    article: str
    from_on: date
    until_on: date | None
    text: str
    is_sentence: bool
    uses: frozenset[str]
    verified: bool
    how: str

    def __str__(self) -> str:
        return f"《{self.full}》{self.article}"

    @property
    def url(self) -> str:
        """Its place on the public page."""
        return f"{reverse('catalog:rules')}#{self.key}"

    def is_called(self, words: str) -> bool:
        """By its short or its full name, or by the end of it (条例)."""
        name = words.removesuffix(self.article)
        return bool(name) and (self.short.endswith(name) or self.full in words or self.short in words)

    def is_in_force(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@cache
def register() -> Mapping[str, CitedRule]:
    """Key → rule, in the order of the file."""
    return {row["key"]: read(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))}


def read(row: dict) -> CitedRule:
    days = {"from_on": row.pop("from"), "until_on": row.pop("until")}
    return CitedRule(**{**row, "uses": frozenset(row["uses"])}, **days)


def find(key: str) -> CitedRule | None:
    return register().get(key)


def key_of(words: str) -> str:
    """Of a rule as it is spoken of: its key, or its name and article (条例第七条); what names none stays as it is."""
    said = words.strip().replace("《", "").replace("》", "")
    named = (rule.key for rule in register().values() if said.endswith(rule.article) and rule.is_called(said))
    return words if words in register() else next(named, words)


def url_of(key: str) -> str:
    """Where readers find the rule; empty for what was typed before there was a register."""
    rule = find(key)
    return rule.url if rule else ""


def choices(on: date, *uses: str) -> list[tuple[str, str]]:
    """For a select: what is in force that day for one of the uses."""
    found = [rule for rule in register().values() if rule.is_in_force(on) and rule.uses & set(uses)]
    return [("", "请选择"), *((rule.key, f"{rule}：{shortened(rule.text)}") for rule in found)]


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}……"


def cite(key: str, use: str, on: date, *, field: str) -> CitedRule:
    """The rule, if it may be cited for that use on that day; else why not, at ``field``."""
    rule = find(key)
    if rule is None:
        raise ValidationError({field: "请从规则库里选依据。"})
    if not rule.is_in_force(on):
        raise ValidationError({field: f"{rule}这一天没有施行，不能作依据。"})
    if use not in rule.uses:
        raise ValidationError({field: f"{rule}不能作这种理由的依据，请另选一条。"})
    return rule
