"""For tests: the portal on another database, with its files elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dj_database_url
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import override_settings
from django.utils.module_loading import import_string


@contextmanager
def portal(url: str, files: Path) -> Iterator[None]:
    """The portal is another while the block runs."""
    own = connections[DEFAULT_DB_ALIAS]
    values = {**own.settings_dict, "OPTIONS": {}, "HOST": "", "PORT": "", "USER": "", **dj_database_url.parse(url)}
    if values["ENGINE"].endswith("sqlite3"):
        values["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    connections[DEFAULT_DB_ALIAS] = import_string(values["ENGINE"] + ".base.DatabaseWrapper")(values, DEFAULT_DB_ALIAS)
    try:
        with override_settings(MEDIA_ROOT=files):
            yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = own
