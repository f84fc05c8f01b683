"""A backup of an older version: its tables are made as they were, filled, and brought up to this version."""

import shutil
from pathlib import Path

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from disclosure.backup.members import writing
from disclosure.backup.restoring import restore
from disclosure.backup.snapshot import last_keys
from disclosure.backup.tables import columns, lines, tables
from disclosure.backup.tests.places import portal
from disclosure.backup.versions import State, TooNew, go_to, state_of
from disclosure.backup.writing import facts
from disclosure.testing import template

pytestmark = pytest.mark.django_db
BEFORE = State((("catalog", "0022_name_government_matters"),))


def older_backup(file: Path) -> None:
    connection = connections["default"]
    go_to(BEFORE, connection)
    whole = state_of(facts("default", timezone.now())["migrations"], connection)
    models = tables(go_to(whole, connection))
    item = next(model for model in models if model._meta.db_table == "catalog_item")
    assert "agreed_until" not in columns(item)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO auth_group (name) VALUES ('kept')")
    with writing(file, "") as target:
        rows = {
            model._meta.db_table: target.add_table(model._meta.db_table, lines(model, "default")) for model in models
        }
        target.finish(
            {**facts("default", timezone.now()), "rows": rows, "keys": last_keys(models, "default"), "faults": []}
        )


def test_an_older_backup_is_brought_up_to_this_version(tmp_path):
    for name in ("old", "new"):
        shutil.copyfile(template.sqlite_template(), tmp_path / name)
    with portal(f"sqlite:///{tmp_path / 'old'}", tmp_path):
        older_backup(tmp_path / "backup")
    with portal(f"sqlite:///{tmp_path / 'new'}", tmp_path):
        restore(tmp_path / "backup")
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT name FROM auth_group")
            assert cursor.fetchall() == [("kept",)]
            cursor.execute("SELECT agreed_until FROM catalog_item")
        assert state_of(facts("default", timezone.now())["migrations"], connections["default"]) == State()
        MigrationRecorder(connections["default"]).record_applied("catalog", "0001_squashed_by_an_older_release")
        assert state_of(facts("default", timezone.now())["migrations"], connections["default"]) == State()
        with pytest.raises(TooNew, match="9999_of_the_future"):
            state_of(["catalog.9999_of_the_future"], connections["default"])
