"""Database triggers that refuse to change or delete what the archive's register says, whoever asks.

A migration that rebuilds the table (SQLite does so for most alterations) loses its triggers: it ends with ``install``.
"""

MESSAGE = "archive records cannot be changed"
TABLE = "catalog_archiverecord"
# SQLite fires no delete trigger for a row that INSERT OR REPLACE pushes out, so a known key is refused beforehand.
KNOWN = '"id" = NEW."id" OR "item_id" = NEW."item_id" OR "archive_number" = NEW."archive_number"'
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION archive_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def names(connection) -> list[str]:
    """The triggers that must stand."""
    kinds = ("delete", "replace", "update") if connection.vendor == "sqlite" else ("change",)
    return [f"{TABLE}_no_{kind}" for kind in kinds]


def install(connection) -> None:
    remove(connection)
    make = sqlite_triggers if connection.vendor == "sqlite" else postgresql_triggers
    with connection.cursor() as cursor:
        for statement in make():
            cursor.execute(statement)


def remove(connection) -> None:
    """For taking the migration back, and for emptying a test database."""
    suffix = "" if connection.vendor == "sqlite" else f' ON "{TABLE}"'
    with connection.cursor() as cursor:
        for name in names(connection):
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{suffix}')


def missing(connection) -> list[str]:
    """Triggers that do not stand, or are switched off."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(set(names(connection)) - {row[0] for row in cursor.fetchall()})


def sqlite_triggers():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    known = f'EXISTS (SELECT 1 FROM "{TABLE}" WHERE {KNOWN})'
    yield f'CREATE TRIGGER "{TABLE}_no_update" BEFORE UPDATE ON "{TABLE}" {refuse}'
    yield f'CREATE TRIGGER "{TABLE}_no_delete" BEFORE DELETE ON "{TABLE}" {refuse}'
    yield f'CREATE TRIGGER "{TABLE}_no_replace" BEFORE INSERT ON "{TABLE}" WHEN {known} {refuse}'


def postgresql_triggers():
    yield POSTGRESQL_FUNCTION
    yield (
        f'CREATE TRIGGER "{TABLE}_no_change" BEFORE UPDATE OR DELETE ON "{TABLE}" '
        "FOR EACH ROW EXECUTE FUNCTION archive_refuse_change()"
    )
