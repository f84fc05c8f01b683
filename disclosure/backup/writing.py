"""A backup: rows of one moment and the files that they name, with a manifest."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from disclosure.backup.members import FILES, SECRET_KEY, Writer, writing
from disclosure.backup.named import named_files, place_of
from disclosure.backup.snapshot import last_keys, snapshot
from disclosure.backup.tables import lines, tables
from disclosure.backup.versions import known_among


class NotPossible(Exception):
    """The message is for the person."""


@dataclass
class Backup:
    """What went in. ``faults``: a sentence for each file that a row names and that is not there, or not as the row says."""

    rows: int = 0
    files: int = 0
    faults: list[str] = field(default_factory=list)


def back_up(target: Path, *, passphrase: str = "", now: datetime) -> Backup:
    """Write ``target``; with a passphrase it is sealed and holds the key of the portal too. Raises ``NotPossible`` and OSError."""
    if target.exists() and target.stat().st_size:
        raise NotPossible(f"{target} 已经有了，没有覆盖。请换一个文件名。")
    if not target.parent.is_dir():
        raise NotPossible(f"没有 {target.parent} 这个文件夹。")
    require_migrated()
    made = Backup()
    # What is sealed may go to a foreign disk; the rows as they are stay on the one where the portal has them.
    with snapshot() as alias, writing(target, passphrase, aside=settings.VAR_DIR) as file:
        models = tables(apps)
        rows = {model._meta.db_table: file.add_table(model._meta.db_table, lines(model, alias)) for model in models}
        made.rows = sum(rows.values())
        if passphrase:
            file.add_bytes(SECRET_KEY, settings.SECRET_KEY.encode())
        for path, digest in named_files(models, alias):
            add_file(file, path, digest, made)
        file.finish({**facts(alias, now), "rows": rows, "keys": last_keys(models, alias), "faults": made.faults})
    return made


def require_migrated() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotPossible("数据库还没有升级到这一版，请先运行 bin/setup。")


def add_file(file: Writer, path: str, digest: str, made: Backup) -> None:
    try:
        with place_of(path).open("rb") as stored:
            if file.add(FILES + path, stored) != digest:
                made.faults.append(f"文件 {path} 和登记的不一样，按现在的样子备份了。")
        made.files += 1
    except (FileNotFoundError, ValueError):
        made.faults.append(f"文件 {path} 不在了，没有备份。")


def facts(alias: str, now: datetime) -> Mapping[str, Any]:
    """``migrations``: how far the tables were; ``key``: tells whether another portal has the same key, and nothing else of it."""
    # A database that has come through older releases records squashes that this one no longer has.
    applied = known_among(MigrationRecorder(connections[alias]).applied_migrations(), connections[alias])
    return {
        "made_at": now.isoformat(),
        "portal": settings.PORTAL_VERSION,
        "database": connections[alias].vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "key": key_mark(),
    }


def key_mark() -> str:
    return hmac.new(settings.SECRET_KEY.encode(), b"the key of a backup", hashlib.sha256).hexdigest()[:16]
