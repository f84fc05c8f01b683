"""Databases to copy those of tests from, made once a change and not once a process: the empty one that is migrated, and on
SQLite what is put into it besides."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import psycopg2
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from disclosure.oversight.rehearsal.process import database
from disclosure.testing import machine, servers
from disclosure.testing.servers import BASE_DIR

# An empty database that bin/setup has just migrated.
EMPTY_VARIABLE = "EMPTY_DATABASE"
TEMPLATE_VARIABLE = "TEST_DATABASE_TEMPLATE"
POSTGRES_TEMPLATE = "portal_template"


@cache
def code() -> str:
    """Digest of everything that decides what a base is filled with."""
    return database.digest(database.ALL)


@cache
def digest() -> str:
    """Of everything that decides what the migrations make."""
    found = hashlib.sha256(Path(sys.executable).as_posix().encode())
    patterns = ("*/migrations/*.py", "*/*/migrations/*.py", "*/*/guard.py", "requirements.txt")
    for path in sorted(path for pattern in patterns for path in BASE_DIR.glob(pattern)):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "1"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    subprocess.run(command, cwd=BASE_DIR, env=environment, check=True, capture_output=True)


@contextmanager
def folder_for(database: str) -> Iterator[Path]:
    """Where the templates of one kind are kept; the first process that needs one makes it while the others wait."""
    folder = BASE_DIR / "var" / "test-templates" / database
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def sqlite_template() -> Path:
    with folder_for("sqlite") as folder:
        path = folder / f"{digest()}.sqlite3"
        if not path.exists():
            for stale in folder.glob("*.sqlite3*"):
                stale.unlink()
            aside = path.with_suffix(".new")
            if empty := os.environ.get(EMPTY_VARIABLE):
                shutil.copyfile(empty, aside)
            else:
                migrate(f"sqlite:///{aside}")
            leave_log(aside)
            aside.replace(path)
    return path


def sqlite_base(name: str, fill: Callable[[], None]) -> Path:
    """The empty database with what ``fill`` puts in; whatever of the code changes, it is made anew."""
    with folder_for("bases") as folder:
        path = folder / f"{name}-{code()}.sqlite3"
        if not path.exists():
            for stale in set(folder.glob("*.sqlite3*")) - set(folder.glob(f"*-{code()}.sqlite3")):
                stale.unlink()
            aside = path.with_suffix(".sqlite3.new")
            with on_copy_of(sqlite_template()):
                fill()
                with closing(sqlite3.connect(aside)) as target:
                    connections[DEFAULT_DB_ALIAS].connection.backup(target)
            aside.replace(path)
    return path


@contextmanager
def on_copy_of(path: Path) -> Iterator[None]:
    """The default database is a copy in this thread's memory while the block runs; what is done there ends with it."""
    own = connections[DEFAULT_DB_ALIAS]
    options = {**own.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    copy = DatabaseWrapper(options, DEFAULT_DB_ALIAS)
    copy.ensure_connection()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
        source.backup(copy.connection)
    connections[DEFAULT_DB_ALIAS] = copy
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        copy.connection.close()


def leave_log(path: Path) -> None:
    """One file without a log beside it, so that it can be moved and opened for reading alone."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


@contextmanager
def postgres() -> Iterator[str]:
    """A cluster that has the migrated database already; yields its DATABASE_URL."""
    with servers.postgres(copied_from=postgres_template()) as url:
        yield url


def postgres_template() -> Path:
    """A stopped cluster, of the server that this machine has."""
    server = hashlib.sha256(str(machine.postgres_binary("postgres")).encode()).hexdigest()[:8]
    with folder_for("postgres") as folder:
        path = folder / f"{digest()}-{server}"
        if not path.exists():
            for stale in folder.glob("*-*"):
                shutil.rmtree(stale)
            aside = path.with_suffix(".new")
            with servers.postgres(kept_as=aside) as url:
                make_postgres_template(url)
            aside.replace(path)
    return path


def make_postgres_template(url: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {POSTGRES_TEMPLATE}")
    connection.close()
    migrate(url.rpartition("/")[0] + f"/{POSTGRES_TEMPLATE}")


def fill_memory(name: str) -> sqlite3.Connection:
    """Copy the template into a database in this process's memory; it lives as long as the connection is held."""
    source = sqlite3.connect(f"file:{sqlite_template()}?mode=ro", uri=True)
    target = sqlite3.connect(name, uri=True, check_same_thread=False)
    source.backup(target)
    source.close()
    return target
