"""The shape of the code in figures: ``python -m disclosure.testing.shape [FOLDER] [--check .shape.toml]``."""

import argparse
import json
import os
import sys
from pathlib import Path

from disclosure.testing.servers import BASE_DIR
from disclosure.testing.shape.figures import figures
from disclosure.testing.shape.limits import exceeded, read_limits, tightened


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=BASE_DIR)
    parser.add_argument("--check", type=Path, metavar="FILE", help="fail when a figure is over its limit in this file")
    parser.add_argument(
        "--tighten", type=Path, metavar="FILE", help="bring the limits in this file down to the figures"
    )
    return parser.parse_args()


def check(found: dict, path: Path) -> int:
    over = exceeded(found, read_limits(path))
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
