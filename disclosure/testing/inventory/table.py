"""The list of tests as a file: node, assertions and cases with tabs between, a test a line."""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from disclosure.testing.inventory.assertions import Counting
from disclosure.testing.inventory.suite import read


@dataclass(frozen=True)
class Test:
    """A test function; ``cases`` is how often pytest runs it, 0 when pytest was not asked."""

    __test__ = False

    node: str
    assertions: int
    cases: int

    @property
    def name(self) -> str:
        return self.node.rpartition("::")[2]


def collected(root: Path) -> Counter[str]:
    """Cases by node, as pytest collects them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--no-header"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"pytest cannot collect the tests:\n{done.stdout}{done.stderr}")
    return Counter(line.partition("[")[0] for line in done.stdout.splitlines() if "::" in line)


def inventory(root: Path, cases: Counter[str]) -> list[Test]:
    suite = read(root)
    counting = Counting(suite)
    return [Test(node, counting.count(place), cases[node]) for node, place in sorted(suite.tests.items())]


def write(tests: list[Test], path: Path) -> None:
    lines = (f"{test.node}\t{test.assertions}\t{test.cases}\n" for test in tests)
    path.write_text("".join(lines), encoding="utf-8")


def load(path: Path) -> list[Test]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Test(node, int(assertions), int(cases)) for node, assertions, cases in rows]
