"""What became of the tests between two lists: gone, weaker, new; by name, wherever the file has moved to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.testing.inventory.table import Test

ByName = dict[str, list[Test]]
Renames = dict[str, str]


@dataclass(frozen=True)
class Comparison:
    gone: list[str]
    weaker: list[str]
    new: list[str]

    @property
    def is_loss(self) -> bool:
        return bool(self.gone or self.weaker)


def read_renames(path: Path) -> Renames:
    """``old<TAB>new`` a line; the old one is a name, or a whole node where several tests have the name."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#")
    return dict(line.split("\t")[:2] for line in lines)


def by_name(tests: list[Test], renames: Renames) -> ByName:
    found: ByName = {}
    for test in tests:
        new = renames.get(test.node, renames.get(test.name, test.name)).rpartition("::")[2]
        found.setdefault(new, []).append(test)
    return found


def nodes(tests: list[Test]) -> str:
    return ", ".join(test.node for test in tests)


def missing(some: ByName, others: ByName) -> Iterator[str]:
    """Names that stand fewer times among the others."""
    for name, tests in sorted(some.items()):
        if (left := len(others.get(name, ()))) < len(tests):
            yield f"{name} ({len(tests)} → {left}): {nodes(tests)}"


def shrunk(before: ByName, after: ByName, what: str, of: Callable[[Test], int]) -> Iterator[str]:
    """Names with fewer assertions or cases; a name that several tests have is summed up."""
    for name in sorted(before.keys() & after.keys()):
        was, now = (sum(of(test) for test in side[name]) for side in (before, after))
        if now < was:
            yield f"{name}: {what} {was} → {now}: {nodes(after[name])}"


def compare(before: list[Test], after: list[Test], renames: Renames) -> Comparison:
    old, new = by_name(before, renames), by_name(after, {})
    weaker = [*shrunk(old, new, "assertions", lambda test: test.assertions)]
    if all(test.cases for test in after):
        weaker += shrunk(old, new, "cases", lambda test: test.cases)
    return Comparison(gone=[*missing(old, new)], weaker=weaker, new=[*missing(new, old)])


def totals(tests: list[Test]) -> str:
    assertions, cases = sum(test.assertions for test in tests), sum(test.cases for test in tests)
    return f"{len(tests)} tests, {assertions} assertions, {cases} cases"
