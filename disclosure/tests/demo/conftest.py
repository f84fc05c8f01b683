"""One demonstration for every module here that only reads it: it takes long to make."""

import pytest

from disclosure.tests.demo.world import World
from disclosure.tests.demonstration import demonstration


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), demonstration(tmp_path_factory.mktemp("files")) as made:
        yield made


@pytest.fixture(scope="package")
def world(demo) -> World:
    return World({told.number: told.code for told in demo.codes})
