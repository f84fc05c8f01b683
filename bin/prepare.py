"""The part of bin/setup that needs Django: state folders, secret key, migrations, static files, schemes.

One process does it all, because starting Django is most of what a repeated set-up costs.
"""

import hashlib
import os
import secrets
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
FOLDERS = ("queue", "queue-control", "files", "mail", "static", "log")


def make_folders() -> None:
    """A folder of state that is made here is its owner's alone; one that an administrator made keeps its rights."""
    if not os.environ.get("VAR_DIR") and VAR_DIR.exists():
        VAR_DIR.chmod(0o700)
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in FOLDERS:
        (VAR_DIR / name).mkdir(parents=True, exist_ok=True)


def make_secret_key() -> None:
    """Write the key once, readable by its owner alone; a key from the environment leaves the disk untouched."""
    key_file = VAR_DIR / "secret_key"
    if os.environ.get("SECRET_KEY") or key_file.exists():
        return
    key_file.touch(mode=0o600)
    key_file.write_text(secrets.token_urlsafe(64))


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("正在更新数据库…", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        keep_empty()


def keep_empty() -> None:
    """For bin/test, whose test databases begin as copies of it: to migrate takes long."""
    if path := os.environ.get("EMPTY_DATABASE"):
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)


def static_fingerprint() -> str:
    """Changes whenever a static file or the way of storing it does."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            lines.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collect_static() -> None:
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    print("正在整理静态文件…", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def main() -> None:
    sys.path.insert(0, str(BASE_DIR))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    make_folders()
    make_secret_key()
    django.setup()
    migrate()
    collect_static()
    call_command("load_schemes")


if __name__ == "__main__":
    main()
