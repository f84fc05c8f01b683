"""Upper limits of the figures: what is over one fails, so that the figures only get better."""

import re
import tomllib
from pathlib import Path

Limits = dict[str, int]


def read_limits(path: Path) -> Limits:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def exceeded(figures: dict, limits: Limits) -> list[str]:
    """A line for each figure over its limit; a limit without a figure is a mistake in the file."""
    unknown = [f"{name}: no such figure" for name in limits if name not in figures]
    over = [name for name in limits if name in figures and figures[name] > limits[name]]
    return unknown + [f"{name}: {figures[name]}, at most {limits[name]}{places(figures, name)}" for name in over]


def places(figures: dict, name: str) -> str:
    where = figures.get("where", {}).get(name)
    return f"\n    {where}" if where else ""


def tightened(text: str, figures: dict) -> str:
    """The file with each limit brought down to its figure; none is raised."""

    def lower(line: re.Match) -> str:
        return f"{line[1]} = {min(int(line[2]), figures.get(line[1], int(line[2])))}"

    return re.sub(r"^(\w+) = (\d+)", lower, text, flags=re.MULTILINE)
