"""The table of clauses is true: generated from the tests, without unknown ids, and complete where it has to be."""

from disclosure.testing.clauses import TABLE, clauses, proofs, table

# Who, when, what: the clauses that the portal stands on.
SPINE = [
    "LK-01",
    "LK-02",
    "LK-03",
    "LK-04",
    "LK-05",
    "LK-08",
    "LK-12",
    "LK-13",
    "LK-14",
    "LK-15",
    "LK-16",
    "LK-18",
    "LK-27",
    "JG-01",
    "JG-02",
    "JG-05",
    "JG-06",
    "JG-12",
    "JG-13",
    "PL-01",
    "PL-02",
    "PL-03",
    "PL-08",
    "PL-09",
    "PL-10",
    "YY-01",
    "YY-02",
    "YY-03",
    "YY-04",
    "YY-06",
    "YY-07",
    "YY-13",
    "YY-16",
    "YY-17",
    "QJ-01",
    "QJ-02",
    "QJ-03",
    "QJ-07",
    "QJ-10",
    "QJ-11",
    "QJ-12",
    "QJ-13",
    "QJ-22",
]


def test_the_table_of_clauses_is_up_to_date():
    written = TABLE.read_text(encoding="utf-8")
    assert written == table(), "run: python -m disclosure.testing.clauses > docs/clauses.md"


def test_every_clause_that_a_test_names_is_one_of_the_documents():
    assert proofs().keys() <= clauses().keys()


def test_every_clause_that_the_portal_stands_on_is_named_by_a_test():
    named = proofs()
    assert [clause for clause in SPINE if clause not in named] == []
