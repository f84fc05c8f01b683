"""Lets tests with real transactions empty their database: on SQLite that is a DELETE, which the guard refuses."""

import pytest
from django.db import connections
from django.test import TransactionTestCase

from catalog.archive import guard


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_the_guard_of_the_archive():
    """Takes the triggers away while the database is emptied after a transactional test, and puts them back."""
    flush = TransactionTestCase._fixture_teardown

    def lifted(case):
        guarded = [connections[alias] for alias in case._databases_names(include_mirrors=False)]
        guarded = [connection for connection in guarded if connection.vendor == "sqlite"]
        for connection in guarded:
            guard.remove(connection)
        try:
            flush(case)
        finally:
            for connection in guarded:
                guard.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield
