"""Where a case may be handed over that belongs elsewhere (``bodies.yaml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("bodies.yaml")
ORGANIZATION = "organization"


@dataclass(frozen=True)
class Body:
    """``needs_name``: which one must be written; ``reach``: how the sender reaches it, unless the staff write better."""

    key: str
    label: str
    needs_name: bool
    reach: str


@cache
def bodies() -> Mapping[str, Body]:
    """Key → body, in the order of the file."""
    return {row["key"]: Body(**row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))}


def choices() -> list[tuple[str, str]]:
    return [(body.key, body.label) for body in bodies().values()]
