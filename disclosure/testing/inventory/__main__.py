"""The list of all tests, to see that none is lost when code moves.

``python -m disclosure.testing.inventory FILE`` writes it;
``python -m disclosure.testing.inventory --compare BEFORE AFTER [--renames FILE]`` compares two, and fails at a loss.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from disclosure.testing.inventory.comparing import compare, read_renames, totals
from disclosure.testing.inventory.table import Test, collected, inventory, load, write
from disclosure.testing.servers import BASE_DIR


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("file", type=Path, nargs="?", help="where to write the list")
    task.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    parser.add_argument("--renames", type=Path, metavar="FILE", help="old name, tab, new name: a test a line")
    parser.add_argument("--no-cases", action="store_true", help="without asking pytest for the number of cases")
    return parser.parse_args()


def compared(before: list[Test], after: list[Test], renames: Path | None) -> int:
    found = compare(before, after, read_renames(renames) if renames else {})
    for label, lines in (("gone", found.gone), ("weaker", found.weaker), ("new", found.new)):
        print(f"{label}: {len(lines)}", *(f"  {line}" for line in lines), sep="\n")
    print(f"before: {totals(before)}", f"after:  {totals(after)}", sep="\n")
    return 1 if found.is_loss else 0


def main() -> int:
    options = arguments()
    if options.compare:
        before, after = map(load, options.compare)
        return compared(before, after, options.renames)
    tests = inventory(BASE_DIR, Counter() if options.no_cases else collected(BASE_DIR))
    write(tests, options.file)
    print(totals(tests))
    return 0


if __name__ == "__main__":
    sys.exit(main())
