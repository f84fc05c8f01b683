"""The tables of a backup in the order in which their rows stand on each other, and a row as JSON: the same whatever the database is."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import DatabaseError, connections, models
from django.db.models import F
from django.db.models.expressions import ExpressionWrapper, Value
from django.utils.duration import duration_iso_string

# Who is signed in just now: whoever finds a backup must not be signed in by it. What waits to be looked through, whose files are
# no part of a backup. What is kept for a browser until it has written.
LEFT_OUT = {"django_session", "feedback_locker", "feedback_waiting"}
BATCH = 500
MOST_VALUES = 30_000

Model = type[models.Model]


class BadRow(Exception):
    """The message names the table and the row, for the person."""


def tables(apps: Apps) -> list[Model]:
    """Every model with a table of its own, those pointed to before those that point; a circle is cut where it is met."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    }
    ordered: dict[str, Model] = {}
    begun: set[str] = set()

    def place(model: Model) -> None:
        name = model._meta.db_table
        if name in begun or name not in found:
            return
        begun.add(name)
        for field in model._meta.local_concrete_fields:
            if isinstance(field.related_model, type):
                place(field.related_model)
        ordered[name] = model

    for _name, model in sorted(found.items()):
        place(model)
    return list(ordered.values())


def columns(model: Model) -> list[str]:
    return [field.column for field in model._meta.local_concrete_fields]


def lines(model: Model, alias: str) -> Iterator[bytes]:
    """The names of the columns, then each row by its key."""
    yield line(columns(model))
    fields = [as_stored(field) for field in model._meta.local_concrete_fields]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*fields)
    for row in rows.iterator(chunk_size=2000):
        yield line([plain(value) for value in row])


def as_stored(field: models.Field) -> Any:
    """What is sealed stays sealed: a backup without the key of the portal opens nothing either."""
    if hasattr(field, "from_backup"):
        return ExpressionWrapper(F(field.attname), output_field=models.TextField())
    return field.attname


def line(values: list) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def plain(value: Any) -> Any:
    """As JSON can say it; the column knows what it was."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    return value


def load(model: Model, rows: Iterable[bytes], alias: str) -> int:
    """Write the rows as they are, keys and all; return how many. Raises ``BadRow``."""
    rows = iter(rows)
    table = model._meta.db_table
    fields = fields_of(model, json.loads(next(rows)))
    batch: list[list] = []
    size = max(1, min(BATCH, MOST_VALUES // len(fields)))
    count = 0
    for row in rows:
        batch.append([read(field, value) for field, value in zip(fields, json.loads(row), strict=True)])
        count += 1
        if len(batch) == size:
            insert(table, fields, batch, alias)
            batch = []
    if batch:
        insert(table, fields, batch, alias)
    return count


def fields_of(model: Model, names: list[str]) -> list[models.Field]:
    known = {field.column: field for field in model._meta.local_concrete_fields}
    if set(names) != set(known):
        raise BadRow(f"备份里的表 {model._meta.db_table} 和这一版的栏目不一样。")
    return [known[name] for name in names]


def read(field: models.Field, value: Any) -> Any:
    if hasattr(field, "from_backup"):
        return field.from_backup(value)
    return value if value is None else field.to_python(value)


def insert(table: str, fields: list[models.Field], rows: list[list], alias: str) -> None:
    connection = connections[alias]
    quote = connection.ops.quote_name
    one = f"({', '.join(['%s'] * len(fields))})"
    statement = f"INSERT INTO {quote(table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "
    values = [stored(field, value, connection) for row in rows for field, value in zip(fields, row, strict=True)]
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement + ", ".join([one] * len(rows)), values)
    except (DatabaseError, ValueError) as error:
        keys = f"{rows[0][0]}—{rows[-1][0]}"
        raise BadRow(f"表 {table} 里编号 {keys} 的行，数据库不收：{error}".strip()) from error


def stored(field: models.Field, value: Any, connection) -> Any:
    if value is None and isinstance(field, models.JSONField) and not field.null:
        return field.get_db_prep_save(Value(None, models.JSONField()), connection)
    return field.get_db_prep_save(value, connection)
