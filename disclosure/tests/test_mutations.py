"""The list of behaviours that are taken away one by one to see a test fail stays true; it is not carried out here."""

from functools import cache
from pathlib import Path

import pytest

from disclosure.testing.clauses import ROOT, clauses, marks_of
from disclosure.testing.mutations import Mutation, mutations

MUTATIONS = mutations()


@cache
def marks_in(path: Path) -> set[tuple[str, str]]:
    return set(marks_of(path))


def test_of_every_clause_something_is_taken_away():
    assert {each.clause for each in MUTATIONS} == clauses().keys()


@pytest.mark.parametrize("each", MUTATIONS, ids=lambda each: f"{each.clause} {each.file}")
def test_what_is_taken_away_is_there_and_a_test_of_the_clause_watches_it(each):
    text = (ROOT / each.file).read_text(encoding="utf-8")
    assert each.mutated(text) != text
    assert (each.clause, each.test_name) in marks_in(ROOT / each.test_file)


def test_what_is_not_there_or_twice_is_refused():
    mutation = Mutation("LK-01", "", "a.py", old="return True", new="return False", test="a.py::test")
    assert mutation.mutated("if x:\n    return True\n") == "if x:\n    return False\n"
    for text in ("return None\n", "return True\nreturn True\n"):
        with pytest.raises(LookupError, match="LK-01"):
            mutation.mutated(text)
