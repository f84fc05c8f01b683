"""The shape of the code in figures: ``python -m disclosure.testing.shape [FOLDER] [--check .shape.toml]``.

The limits of the figures only go down: what is over one fails.
"""

import argparse
import json
import os
import re
import sys
import tomllib
from pathlib import Path

from disclosure.testing.servers import BASE_DIR
from disclosure.testing.shape.figures import figures


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=BASE_DIR)
    parser.add_argument("--check", type=Path, metavar="FILE", help="fail when a figure is over its limit in this file")
    parser.add_argument(
        "--tighten", type=Path, metavar="FILE", help="bring the limits in this file down to the figures"
    )
    return parser.parse_args()


def exceeded(figures: dict, limits: dict[str, int]) -> list[str]:
    """A line for each figure over its limit; a limit without a figure is a mistake in the file."""
    unknown = [f"{name}: no such figure" for name in limits if name not in figures]
    over = [name for name in limits if name in figures and figures[name] > limits[name]]
    where = {name: f"\n    {places}" for name, places in figures.get("where", {}).items() if places}
    return unknown + [f"{name}: {figures[name]}, at most {limits[name]}{where.get(name, '')}" for name in over]


def tightened(text: str, figures: dict) -> str:
    """The file with each limit brought down to its figure; none is raised."""

    def lower(line: re.Match) -> str:
        return f"{line[1]} = {min(int(line[2]), figures.get(line[1], int(line[2])))}"

    return re.sub(r"^(\w+) = (\d+)", lower, text, flags=re.MULTILINE)


def check(found: dict, path: Path) -> int:
    over = exceeded(found, tomllib.loads(path.read_text(encoding="utf-8")))
    print("\n".join(over) or "no figure is over its limit")
    return 1 if over else 0


def main() -> int:
    options = arguments()
    found = figures(options.folder)
    if options.check:
        return check(found, options.check)
    if options.tighten:
        options.tighten.write_text(tightened(options.tighten.read_text(encoding="utf-8"), found), encoding="utf-8")
    else:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    sys.exit(main())
