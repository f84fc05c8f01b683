"""Two lists of what is needed: what production runs, and what tests and checks need besides; each need with its reason."""

import ast
import re
import sys
from datetime import date
from importlib.metadata import packages_distributions

import pytest

from disclosure.testing import outdated
from disclosure.testing.outdated import NEED, direct_needs, report
from disclosure.testing.servers import BASE_DIR
from disclosure.testing.shape import tree

OWN = {"disclosure", "catalog", "feedback"}


def text_of(name: str) -> str:
    return (BASE_DIR / name).read_text(encoding="utf-8")


def needs_of(name: str) -> dict[str, str]:
    return direct_needs(text_of(name))


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_direct_need_says_why_it_is_there(name):
    lines = [line for line in text_of(name).splitlines() if NEED.match(line)]
    assert lines and [line for line in lines if not line.partition("#")[2].strip()] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_compiled_list_pins_what_the_short_one_names_with_hashes(name):
    compiled = text_of(f"{name}.txt")
    assert needs_of(f"{name}.in").items() <= direct_needs(compiled).items()
    assert compiled.count("--hash=sha256:") >= len(direct_needs(compiled))


def test_production_installs_nothing_of_the_tests():
    assert needs_of("requirements-dev.in").keys() & needs_of("requirements.txt").keys() == set()


def test_no_package_stands_on_both_lists():
    """Two processes install them into one environment at the same time."""
    pinned = [
        set(re.findall(r"(?m)^([\w.-]+)==", text_of(name))) for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert all(pinned) and set.intersection(*pinned) == set()


def imported() -> set[str]:
    """Top-level names that the code of production imports."""
    nodes = (node for module in tree.read(BASE_DIR).values() for node in module.nodes)
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_production_imports_only_what_its_list_names():
    distributions = packages_distributions()
    others = imported() - OWN - set(sys.stdlib_module_names) - {"pytest"}
    owners = {name: {each.lower().replace("_", "-") for each in distributions.get(name, [])} for name in others}
    direct = needs_of("requirements.in").keys()
    assert {name: owner for name, owner in owners.items() if not owner & direct} == {}


def test_what_has_a_newer_release_and_what_has_had_none_for_long_is_named(monkeypatch):
    monkeypatch.setattr(
        outdated, "is_from_before", lambda name, version, day: name == "segno" and day == date(2024, 11, 30)
    )
    lines = report({"django": "5.2.1", "segno": "1.6.6", "lxml": "6.1.3"}, {"django": "5.2.2"}, date(2026, 11, 30))
    assert list(lines) == ["django 5.2.1: 5.2.2 is out", "segno 1.6.6: no release for two years"]
