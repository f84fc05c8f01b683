"""The database of one rehearsal: a copy of a prepared file in a temporary folder, or one made in PostgreSQL and dropped.

Nothing here imports a model: it runs before Django is set up, with the address that it gives.
"""

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg2
from psycopg2 import sql

CODE = Path(__file__).resolve().parents[4]
PACKAGES = ("disclosure", "catalog", "feedback")
# What decides the tables; and with it what a base is filled with.
TABLES = ("**/migrations/*.py", "**/guard.py")
ALL = ("**/*.py", "**/*.yaml", "**/*.csv")
# Does the step of the name, "migrate" or "fill", with the database at an address.
Prepare = Callable[[str, str], None]


class NoDatabase(Exception):
    """The message is for the person."""


def digest(patterns: Iterable[str]) -> str:
    """Of the files of the code; tests are none of it."""
    found = hashlib.sha256((CODE / "requirements.txt").read_bytes())
    files = {path for package in PACKAGES for pattern in patterns for path in (CODE / package).glob(pattern)}
    for path in sorted(path for path in files if "tests" not in path.parts):
        found.update(path.relative_to(CODE).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def sqlite_copy(folder: Path, cache: Path, base: str, prepare: Prepare) -> Iterator[str]:
    """The address of a copy in ``folder`` of the prepared base. ``cache`` keeps what was prepared until the code changes: the
    empty tables apart, which take longest and change least."""
    cache.mkdir(parents=True, exist_ok=True)
    target = folder / "rehearsal.sqlite3"
    # The first that needs it prepares it; the others wait.
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = cache / f"{base}-{digest(ALL)}.sqlite3"
        if not kept.exists():
            tables = cache / f"tables-{digest(TABLES)}.sqlite3"
            if not tables.exists():
                keep(tables, None, "migrate", prepare)
            keep(kept, tables, "fill", prepare)
        shutil.copyfile(kept, target)
    yield f"sqlite:///{target}"


def keep(path: Path, origin: Path | None, step: str, prepare: Prepare) -> None:
    """In one move; what older code made of the same base, whatever its first day, is gone with it."""
    base, now = re.split("[@-]", path.name)[0], path.name.rpartition("-")[2]
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        new = Path(aside) / "new.sqlite3"
        if origin:
            shutil.copyfile(origin, new)
        prepare(step, f"sqlite:///{new}")
        leave_log(new)
        for stale in path.parent.glob(f"{base}[@-]*.sqlite3"):
            if not stale.name.endswith(f"-{now}"):
                stale.unlink()
        new.replace(path)


def leave_log(path: Path) -> None:
    """One file without a log beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def postgres_database(url: str, prepare: Prepare) -> Iterator[str]:
    """The address of a database beside the one at ``url``, which is only connected to; dropped at the end. Raises ``NoDatabase``."""
    if not url.startswith(("postgres://", "postgresql://")):
        raise NoDatabase("“--database-url”应是PostgreSQL的地址，如 postgres://用户:口令@主机/库。")
    head, _, tail = url.partition("?")
    name = f"rehearsal_{os.getpid()}_{secrets.token_hex(4)}"
    address = f"{head.rpartition('/')[0]}/{name}" + (f"?{tail}" if tail else "")
    try:
        execute(url, "CREATE DATABASE {}", name)
    except psycopg2.Error as error:
        raise NoDatabase(f"不能在那里建临时的数据库：{error}".strip()) from error
    try:
        prepare("migrate", address)
        prepare("fill", address)
        yield address
    finally:
        with suppress(psycopg2.Error):
            execute(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def execute(url: str, statement: str, name: str) -> None:
    """Outside of a transaction, as such statements must be."""
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))
