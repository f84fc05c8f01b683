"""The two taxonomies of what is disclosed (``taxonomies.yaml``): the eight classes of 2010, the seven of the 条例 of 2017.

An entry may have a class of each. What is suggested is confirmed by a person, never written by itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("taxonomies.yaml")
NUMBERS = "①②③④⑤⑥⑦⑧"


@dataclass(frozen=True)
class Class:
    """``suggests``: the nearest class of the other taxonomy, if there is one; ``headings``: what catalogues call it."""

    key: str
    label: str
    suggests: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Taxonomy:
    """``field``: of the entry; ``title``: of its column in files; ``cites``: a key of the register of rules, or none."""

    field: str
    title: str
    name: str
    document: str
    article: str
    cites: str
    how: str
    classes: tuple[Class, ...]

    @property
    def source(self) -> str:
        return f"{self.document}{self.article}"

    def find(self, key: str) -> Class | None:
        return next((each for each in self.classes if each.key == key), None)

    def label(self, key: str) -> str:
        """Empty for no class."""
        found = self.find(key)
        return found.label if found else ""

    def number(self, key: str) -> str:
        return next((NUMBERS[at] for at, each in enumerate(self.classes) if each.key == key), "")

    def key_of(self, words: str) -> str:
        """Of a class as a file has it: its label, with or without its number, or the number alone. Empty: none."""
        said = _bare(words)
        named = (each.key for each in self.classes if said in (_bare(each.label), each.key, self.number(each.key)))
        return next(named, "")

    def of_heading(self, heading: str) -> str:
        """The class that the heading of a category evidently means; empty where it does not say."""
        said = _bare(heading).removeprefix("党的").removesuffix("情况")
        return next((each.key for each in self.classes if said in map(_bare, each.headings)), "")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For a select."""
        return [("", "没有归类"), *((each.key, f"{self.number(each.key)} {each.label}") for each in self.classes)]


def _bare(words: str) -> str:
    """Without the number before it and without punctuation."""
    bare = re.sub(r"[\s、，,。“”\"]", "", words)
    return bare.lstrip(NUMBERS) if len(bare) > 1 else bare


@cache
def taxonomies() -> Mapping[str, Taxonomy]:
    """Field → taxonomy, the older first."""
    return {row["field"]: _read(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))}


def _read(row: dict) -> Taxonomy:
    classes = (Class(**{**each, "headings": tuple(each["headings"])}) for each in row["classes"])
    return Taxonomy(**{**row, "classes": tuple(classes)})


def suggestion(field: str, values: Mapping[str, str], heading: str = "") -> str:
    """The class to offer where none is chosen: by the other taxonomy's, else by the category's heading."""
    others = (other for name, other in taxonomies().items() if name != field)
    found = (other.find(values.get(other.field, "")) for other in others)
    by_other = next((each.suggests for each in found if each and each.suggests), "")
    return by_other or taxonomies()[field].of_heading(heading)
