"""A migrated, empty database to copy test databases from: the migrations run once a change, not once a process."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg2

from disclosure.testing.servers import BASE_DIR

TEMPLATE_VARIABLE = "TEST_DATABASE_TEMPLATE"
POSTGRES_TEMPLATE = "portal_template"


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


def sqlite_template() -> Path:
    """Made by the first process that needs it; the others wait."""
    folder = BASE_DIR / "var" / "test-templates"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{digest()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for stale in folder.glob("*.sqlite3*"):
                stale.unlink()
            aside = path.with_suffix(".new")
            migrate(f"sqlite:///{aside}")
            leave_log(aside)
            aside.replace(path)
    return path


def leave_log(path: Path) -> None:
    """One file without a log beside it, so that it can be moved and opened for reading alone."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def postgres_template(url: str) -> str:
    """The name of a migrated database in the cluster at ``url``."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {POSTGRES_TEMPLATE}")
    connection.close()
    migrate(url.rpartition("/")[0] + f"/{POSTGRES_TEMPLATE}")
    return POSTGRES_TEMPLATE


def fill_memory(name: str) -> sqlite3.Connection:
    """Copy the template into a database in this process's memory; it lives as long as the connection is held."""
    source = sqlite3.connect(f"file:{sqlite_template()}?mode=ro", uri=True)
    target = sqlite3.connect(name, uri=True, check_same_thread=False)
    source.backup(target)
    source.close()
    return target
