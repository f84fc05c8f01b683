"""One moment of the database to read from, on a connection of its own, while others go on writing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from disclosure.backup.tables import Model

ALIAS = "snapshot"


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection that sees the database as it is now until the block ends. It writes nothing and holds up nobody."""
    view = connections[DEFAULT_DB_ALIAS].copy(ALIAS)
    connections[ALIAS] = view
    try:
        if view.vendor == "sqlite":
            # The portal's own transactions take the writer's place at once; this one only reads, from the log's state of now.
            view.settings_dict["OPTIONS"] = {**view.settings_dict["OPTIONS"], "transaction_mode": "DEFERRED"}
        with transaction.atomic(using=ALIAS), view.cursor() as cursor:
            if view.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT COUNT(*) FROM django_migrations")
            yield ALIAS
    finally:
        view.close()
        del connections[ALIAS]


def last_keys(models: list[Model], alias: str) -> Mapping[str, int]:
    """Table → the last number it has given, also to a row that is gone: no new row may take the name of an old one."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
            given = dict(cursor.fetchall())
            names = {model._meta.db_table for model in models}
            return {name: given[name] for name in sorted(names & given.keys())}
        found: dict[str, int] = {}
        for model in models:
            if sequence := sequence_of(model, cursor):
                cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")
                if row := cursor.fetchone():
                    found[model._meta.db_table] = row[0]
        return found


def go_on_from(keys: Mapping[str, int], models: list[Model], alias: str) -> None:
    """The next row of each table gets the number after the last that was given."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                if table in keys:
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, keys[table]])
            elif sequence := sequence_of(model, cursor):
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, keys.get(table, 1), table in keys])


def sequence_of(model: Model, cursor) -> str | None:
    """On PostgreSQL, what numbers the rows of the table."""
    key = model._meta.pk
    if key is None or not key.get_internal_type().endswith("AutoField"):
        return None
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', key.column])
    return cursor.fetchone()[0]
