"""A portal out of a backup: only into one that is still empty, all of it or nothing."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

from disclosure.backup.members import CHUNK, ENDING, FILES, SECRET_KEY, TABLES, check, reading
from disclosure.backup.named import place_of
from disclosure.backup.sealed import Unreadable
from disclosure.backup.snapshot import go_on_from
from disclosure.backup.tables import Model, load, tables
from disclosure.backup.versions import State, go_to, state_of
from disclosure.backup.writing import NotPossible, key_mark

# Whoever has one of these has begun to work; what set-up makes by itself is none of it.
BEGUN = ("organizations_user", "organizations_organization", "audit_event", "audit_seal", "catalog_archiverecord")


@dataclass(frozen=True)
class Restored:
    """``key``: what became of the portal's key, for the person; empty where it is the same."""

    rows: int
    files: int
    key: str
    faults: list[str]


def restore(source: Path, *, passphrase: str = "", say: Callable[[str], None] = lambda words: None) -> Restored:
    """Raises ``NotPossible``, ``Unreadable``, ``BadRow``, ``TooNew``; nothing of the database is changed then but that it may be there now."""
    say("正在核对备份…")
    manifest = check(source, passphrase)
    connection = connections[DEFAULT_DB_ALIAS]
    make_database(connection)
    state = state_of(manifest["migrations"], connection)
    if not is_empty(connection):
        raise NotPossible("这个门户里已经有内容，没有恢复。请恢复到一个新的数据库。")
    say("正在准备数据库…")
    models = tables(make_tables(state, connection))
    require_same_tables(models, manifest)
    say("正在恢复…")
    files = restore_files(source, passphrase)
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        restore_rows(source, passphrase, models, manifest, DEFAULT_DB_ALIAS)
    ContentType.objects.clear_cache()
    if state.targets:
        say("备份来自旧的版本，正在升级…")
        migrate(DEFAULT_DB_ALIAS)
    return Restored(sum(manifest["rows"].values()), files, keep_key(source, passphrase, manifest), manifest["faults"])


def make_database(connection) -> None:
    """Where there is none."""
    if connection.vendor == "sqlite":
        if "mode=memory" not in str(connection.settings_dict["NAME"]):
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        return
    try:
        connection.ensure_connection()
    except OperationalError as error:
        create(connection, error)


def create(connection, why: Exception) -> None:
    """In UTF-8 and C.UTF-8, as production wants it. Raises ``NotPossible`` where we may not, or where that is not what is wrong."""
    name = connection.settings_dict["NAME"]
    try:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone():
                raise NotPossible(f"数据库连不上：{why}".strip())
            quoted = connection.ops.quote_name(name)
            words = "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0"
            cursor.execute(f"CREATE DATABASE {quoted} {words}")
    except OperationalError as error:
        raise NotPossible(f"数据库连不上，也不能新建：{error}".strip()) from error


def is_empty(connection) -> bool:
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in present.intersection(BEGUN):
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
            if cursor.fetchone():
                return False
    return True


def make_tables(state: State, connection):
    """As they were when the backup was made; returns the models."""
    if not state.targets:
        migrate(connection.alias)
        return apps
    return go_to(state, connection)


def migrate(alias: str) -> None:
    call_command("migrate", database=alias, interactive=False, verbosity=0, skip_checks=True)


def require_same_tables(models: list[Model], manifest: Mapping[str, Any]) -> None:
    ours, theirs = {model._meta.db_table for model in models}, set(manifest["rows"])
    if ours != theirs:
        raise NotPossible(f"备份和这一版的表不一样：{'、'.join(sorted(ours ^ theirs))}。")


def restore_files(source: Path, passphrase: str) -> int:
    """Before the rows: what no row names harms nobody."""
    count = 0
    with reading(source, passphrase) as members:
        for name, file in members:
            if name.startswith(FILES):
                try:
                    put(place_of(name.removeprefix(FILES)), file)
                except ValueError as error:
                    raise Unreadable(f"备份里的文件名“{name}”不对。") from error
                count += 1
    return count


def put(place: Path, file) -> None:
    """In one move. What stands there already has to be the same."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            while data := file.read(CHUNK):
                target.write(data)
            target.flush()
            os.fsync(target.fileno())
        if place.exists() and digest_of(place) != digest_of(Path(aside)):
            raise NotPossible(f"{place} 那里已经有另一个文件，没有恢复。")
        os.chmod(aside, settings.FILE_UPLOAD_PERMISSIONS)
        os.replace(aside, place)
    finally:
        Path(aside).unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def restore_rows(source: Path, passphrase: str, models: list[Model], manifest: Mapping[str, Any], alias: str) -> None:
    """What set-up has written gives way; references are held to at the end, for some tables point to each other."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for model in reversed(models):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    by_table = {model._meta.db_table: model for model in models}
    with reading(source, passphrase) as members:
        for name, file in members:
            if not name.startswith(TABLES):
                break
            table = name.removeprefix(TABLES).removesuffix(ENDING)
            if load(by_table[table], iter(file.readline, b""), alias) != manifest["rows"][table]:
                raise Unreadable(f"表 {table} 的行数和清单不一样。")
    connection.check_constraints()
    go_on_from(manifest["keys"], models, alias)


def keep_key(source: Path, passphrase: str, manifest: Mapping[str, Any]) -> str:
    """A portal whose key stands in the file of ``bin/setup`` takes over the one it had; where the environment gives the key, it is laid beside."""
    if manifest["key"] == key_mark():
        return ""
    key = next(secret_keys(source, passphrase), None)
    if key is None:
        return "密钥和原来的不一样（没有加密的备份里没有密钥）：来件人的姓名、电话读不出来，用手机号登录不认得。找到原来的 SECRET_KEY，写进去就都读得出来。"
    own = Path(settings.VAR_DIR) / "secret_key"
    is_own = own.exists() and own.read_text().strip() == settings.SECRET_KEY
    place = own if is_own else own.with_name("secret_key.restored")
    place.touch(mode=0o600)
    place.write_bytes(key)
    if is_own:
        return f"用回了原来的密钥（{place}）。请重新启动门户。"
    return f"密钥和原来的不一样：原来的放在 {place}，请写进环境变量 SECRET_KEY，再删掉这个文件。"


def secret_keys(source: Path, passphrase: str) -> Iterator[bytes]:
    with reading(source, passphrase) as members:
        for name, file in members:
            if name == SECRET_KEY:
                yield file.read()
