"""For tests: lets those with real transactions empty their database, on SQLite a DELETE, which the guard refuses; and finds
words of the log that no package has registered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections
from django.db.models.signals import post_save
from django.test import TransactionTestCase

from disclosure.audit.guard import GUARD, Guard
from disclosure.audit.words import ACTION_LABELS


@contextmanager
def lifted(guard: Guard) -> Iterator[None]:
    """Takes the triggers away while the database is emptied after a transactional test, and puts them back."""
    case_class: Any = TransactionTestCase
    flush = case_class._fixture_teardown

    def flushed(case):
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
        patch.setattr(TransactionTestCase, "_fixture_teardown", flushed)
        yield


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_the_guard():
    with lifted(GUARD):
        yield


def require_word(instance, **kwargs) -> None:
    assert instance.action in ACTION_LABELS, f"the log shows {instance.action!r} as it is: register its word"


@pytest.fixture(autouse=True, scope="session")
def words_of_the_log_are_registered():
    post_save.connect(require_word, sender="audit.Event")
    yield
    post_save.disconnect(require_word, sender="audit.Event")
