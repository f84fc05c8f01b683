import pytest

from disclosure.oversight.rehearsal.tests.playing import base


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """The cast of the demonstration, for every test of the module."""
    with django_db_blocker.unblock(), base("demo"):
        yield
