"""Several people press at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

RACE = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls together; what each gave, or the refusal that it met."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            barrier.wait()
            return call()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refused_at_once(*calls: Callable[[], Any]) -> list[bool]:
    """Whether each was refused; those that were not come first."""
    return sorted(isinstance(outcome, ValidationError) for outcome in at_once(*calls))
