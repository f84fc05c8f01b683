"""The drill: the demonstration goes from SQLite to PostgreSQL and back, while people write; every row and every byte arrives."""

import json
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.backup import sealed
from disclosure.backup.members import MANIFEST, TABLES, check, reading
from disclosure.backup.restoring import restore
from disclosure.backup.tests.places import portal
from disclosure.backup.writing import NotPossible, back_up
from disclosure.testing import machine, template

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
WRITERS = 8
PASSPHRASE = "一句只有我们知道的话"
PAIR = (
    "INSERT INTO auth_group (name) VALUES (?)",
    """INSERT INTO notices_notice (recipient_id, "key", title, body, url, created_at)
    SELECT MIN(id), ?, 'written meanwhile', '', '', CURRENT_TIMESTAMP FROM organizations_user""",
)


@contextmanager
def people_writing(connect, mark: str) -> Iterator[None]:
    """Each writes two rows at a time that nobody may find apart; each at least once before the block, and on until its end."""
    over, begun = threading.Event(), [threading.Event() for _ in range(WRITERS)]

    def write(number: int) -> None:
        with closing(connect()) as own:
            for turn in range(10_000):
                cursor = own.cursor()
                for statement in PAIR:
                    cursor.execute(statement.replace("?", mark), [f"pair {mark} {number}-{turn}"])
                own.commit()
                begun[number].set()
                if over.wait(0.02):
                    return

    writers = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        assert all(each.wait(30) for each in begun)
        yield
    finally:
        over.set()
        for writer in writers:
            writer.join()


def content(file: Path) -> dict[str, object]:
    """Name of a member → its bytes, or the rows of a table as values: databases order the keys of an object differently."""
    found: dict[str, object] = {}
    with reading(file, PASSPHRASE) as members:
        for name, member in members:
            data = member.read()
            found[name] = [json.loads(row) for row in data.splitlines()] if name.startswith(TABLES) else data
    del found[MANIFEST]
    return found


def pairs(rows: dict[str, object], table: str, column: str) -> set[str]:
    head, *rest = rows[f"{TABLES}{table}.jsonl"]
    return {row[head.index(column)] for row in rest if row[head.index(column)].startswith("pair ")}


@pytest.fixture
def sqlite_demonstration(demo, tmp_path) -> Path:
    """It stands in a transaction that never ends, which only its own connection can read."""
    path = tmp_path / "demonstration.sqlite3"
    path.write_bytes(connection.connection.serialize())
    # As every portal's is from its first day on: to change it needs a moment in which nobody writes.
    with closing(sqlite3.connect(path)) as own:
        own.execute("PRAGMA journal_mode=WAL")
    return path


def back_up_while_people_write(file: Path, connect, mark: str) -> dict[str, object]:
    with people_writing(connect, mark):
        made = back_up(file, passphrase=PASSPHRASE, now=timezone.now())
    assert made.faults == [] and made.files > 10
    found = content(file)
    written = pairs(found, "auth_group", "name")
    assert len(written) >= WRITERS and written == pairs(found, "notices_notice", "key")
    return found


def require_sound() -> None:
    """Seals, archive packages, and numbers that go on."""
    out = StringIO()
    call_command("verify_audit", stdout=out)
    call_command("archive", "verify", stdout=out)
    assert "核对无误" in out.getvalue() and "没有问题" in out.getvalue()
    last = Event.objects.order_by("pk").last().pk
    with transaction.atomic():
        assert Event.objects.create(at=timezone.now(), action="audit.exported", object_type="x").pk > last
        transaction.set_rollback(True)


@pytest.mark.skipif("PostgreSQL" in machine.missing(), reason="not exercised: PostgreSQL")
def test_a_backup_made_while_people_write_goes_to_the_other_database_and_back(
    sqlite_demonstration, tmp_path, monkeypatch
):
    monkeypatch.setattr(sealed, "ROUNDS", 1)
    monkeypatch.setattr(sealed, "MEMORY", 2**23)
    files, laptop, server = settings.MEDIA_ROOT, tmp_path / "laptop.backup", tmp_path / "server.backup"
    with portal(f"sqlite:///{sqlite_demonstration}", files):
        before = back_up_while_people_write(laptop, lambda: sqlite3.connect(sqlite_demonstration, timeout=30), "?")
    with template.postgres() as cluster:
        url = cluster.rpartition("/")[0] + f"/{template.POSTGRES_TEMPLATE}"
        with portal(url, tmp_path / "server"):
            restore(laptop, passphrase=PASSPHRASE)
            require_sound()
            with pytest.raises(NotPossible, match="已经有内容"):
                restore(laptop, passphrase=PASSPHRASE)
            there = back_up_while_people_write(server, lambda: psycopg2.connect(url), "%s")
    grown = {f"{TABLES}{table}.jsonl" for table in ("auth_group", "notices_notice")}
    assert {name for name in before if before[name] != there[name]} <= grown and list(before) == list(there)
    target = tmp_path / "again.sqlite3"
    shutil.copyfile(template.sqlite_template(), target)
    with portal(f"sqlite:///{target}", tmp_path / "again"):
        restore(server, passphrase=PASSPHRASE)
        require_sound()
        again = tmp_path / "again.backup"
        back_up(again, passphrase=PASSPHRASE, now=timezone.now())
    assert content(again) == there
    assert check(again, PASSPHRASE)["keys"] == check(server, PASSPHRASE)["keys"]
