"""Database triggers that refuse to change or delete what happened, whoever asks and by whichever way.

A migration that rebuilds one of the tables (SQLite does so for most alterations) loses its triggers: it ends with
``install``. TRUNCATE is left alone; the seals show it.
"""

MESSAGE = "audit rows cannot be changed"
TABLES = ("audit_event", "audit_seal")
# SQLite fires no delete trigger for a row that INSERT OR REPLACE pushes out, so a known key is refused beforehand.
SQLITE_KNOWN = {"audit_event": '"id" = NEW."id"', "audit_seal": '"id" = NEW."id" OR "on" = NEW."on"'}
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def names(connection) -> set[str]:
    """The triggers that must stand, as named in the database's own list."""
    kinds = ("update", "delete", "replace") if connection.vendor == "sqlite" else ("change",)
    return {f"{table}_no_{kind}" for table in TABLES for kind in kinds}


def install(connection) -> None:
    remove(connection)
    make = sqlite_triggers if connection.vendor == "sqlite" else postgresql_triggers
    with connection.cursor() as cursor:
        for statement in make():
            cursor.execute(statement)


def remove(connection) -> None:
    """For taking the migration back, and for emptying a test database."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for name in sorted(name for name in names(connection) if name.startswith(table)):
                suffix = "" if connection.vendor == "sqlite" else f' ON "{table}"'
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{suffix}')


def missing(connection) -> list[str]:
    """Triggers that do not stand, or are switched off."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(names(connection) - {row[0] for row in cursor.fetchall()})


def sqlite_triggers():
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for table in TABLES:
        yield f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" {refuse}'
        yield f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}'
        known = f'EXISTS (SELECT 1 FROM "{table}" WHERE {SQLITE_KNOWN[table]})'
        yield f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" WHEN {known} {refuse}'


def postgresql_triggers():
    yield POSTGRESQL_FUNCTION
    for table in TABLES:
        yield (
            f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()"
        )
