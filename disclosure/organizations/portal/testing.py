"""Nothing is entered about the portal unless a test says so: no page of a test reads the row again in the middle of a count."""

import pytest

from disclosure.organizations.portal.memory import memory

HOUR = 3600.0


@pytest.fixture(autouse=True)
def unnamed_portal() -> None:
    memory.keep({}, seconds=HOUR)
