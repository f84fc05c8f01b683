"""bin/test runs every test, in parts: with services, on SQLite, on PostgreSQL."""

from itertools import product
from types import SimpleNamespace

import pytest

from disclosure.testing.plugin import PARTS


def a_test(*marks: str, asks_pages: bool = False):
    fixtures = ["client"] if asks_pages else []
    return SimpleNamespace(fixturenames=fixtures, get_closest_marker=lambda name: name if name in marks else None)


def parts_of(item) -> set[str]:
    return {name for name, belongs in PARTS.items() if belongs(item)}


def test_with_and_without_postgresql_every_test_runs():
    choices = product(("service", ""), ("django_db", ""), ("postgres", ""), ("each_database", ""), (True, False))
    for *marks, asks_pages in choices:
        parts = parts_of(a_test(*marks, asks_pages=asks_pages))
        assert parts & {"services", "beside-postgres", "postgres"}, (marks, asks_pages)
        # Without PostgreSQL what is for it alone is selected and skipped, so that the report names it.
        assert len(parts & {"services", "others"}) == 1, (marks, asks_pages)
        assert ("beside-postgres" in parts) == ("others" in parts and "postgres" not in marks), (marks, asks_pages)
        assert ("beside-sqlite" in parts) == bool(parts & {"services", "postgres"}), (marks, asks_pages)


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        (a_test("service", "django_db", "each_database", "postgres"), {"services", "beside-sqlite"}),
        (a_test("django_db"), {"others", "beside-postgres"}),
        (a_test("django_db", "each_database"), {"others", "beside-postgres", "postgres", "beside-sqlite"}),
        (a_test("django_db", "each_database", asks_pages=True), {"others", "beside-postgres"}),
        (a_test("each_database"), {"others", "beside-postgres"}),
        (a_test("django_db", "postgres"), {"others", "postgres", "beside-sqlite"}),
        (a_test("django_db", "postgres", asks_pages=True), {"others", "postgres", "beside-sqlite"}),
        (a_test(), {"others", "beside-postgres"}),
    ],
    ids=[
        "of a service",
        "of a database",
        "of each database",
        "of pages",
        "of each database, touching none",
        "of PostgreSQL",
        "of pages on PostgreSQL",
        "of no database",
    ],
)
def test_a_test_runs_where_its_answer_may_differ(item, parts):
    assert parts_of(item) == parts
