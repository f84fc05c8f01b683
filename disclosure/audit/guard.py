"""Database triggers that refuse to change or delete what happened, whoever asks and by whichever way.

A migration that rebuilds one of the tables (SQLite does so for most alterations) loses its triggers: it ends with
``install``. TRUNCATE is left alone; the seals show it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


def same(columns: Iterable[str]) -> str:
    """The condition that an update leaves them as they are, never unknown. In words that every SQLite reads: IS NOT DISTINCT FROM is
    of 3.39."""
    return " AND ".join(
        f'(NEW."{name}" IS NULL) = (OLD."{name}" IS NULL) AND (NEW."{name}" IS NULL OR NEW."{name}" = OLD."{name}")'
        for name in columns
    )


@dataclass(frozen=True)
class Guard:
    """``tables``: table → when a row is known. SQLite fires no delete trigger for a row that INSERT OR REPLACE pushes out, so a
    known key is refused beforehand. ``function``: its name on PostgreSQL. ``but``: a condition on OLD and NEW under which an update,
    never a deletion, is let pass; on PostgreSQL its columns must be those of every table."""

    tables: Mapping[str, str]
    message: str
    function: str
    but: str = ""

    def names(self, connection) -> list[str]:
        """The triggers that must stand, as named in the database's own list."""
        kinds = ("delete", "replace", "update") if connection.vendor == "sqlite" else ("change",)
        return [f"{table}_no_{kind}" for table in self.tables for kind in kinds]

    def install(self, connection) -> None:
        self.remove(connection)
        make = self.sqlite_triggers if connection.vendor == "sqlite" else self.postgresql_triggers
        with connection.cursor() as cursor:
            for statement in make():
                cursor.execute(statement)

    def remove(self, connection) -> None:
        """For taking the migration back, and for emptying a test database."""
        with connection.cursor() as cursor:
            for name in self.names(connection):
                suffix = "" if connection.vendor == "sqlite" else f' ON "{name.rpartition("_no_")[0]}"'
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{suffix}')

    def missing(self, connection) -> list[str]:
        """Triggers that do not stand, or are switched off."""
        if connection.vendor == "sqlite":
            query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        else:
            query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
        with connection.cursor() as cursor:
            cursor.execute(query)
            return sorted(set(self.names(connection)) - {row[0] for row in cursor.fetchall()})

    def sqlite_triggers(self) -> Iterator[str]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        otherwise = f"WHEN NOT ({self.but}) " if self.but else ""
        for table, is_known in self.tables.items():
            yield f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" {otherwise}{refuse}'
            yield f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {refuse}'
            known = f'EXISTS (SELECT 1 FROM "{table}" WHERE {is_known})'
            yield f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" WHEN {known} {refuse}'

    def postgresql_triggers(self) -> Iterator[str]:
        let_pass = f"IF TG_OP = 'UPDATE' THEN IF {self.but} THEN RETURN NEW; END IF; END IF;" if self.but else ""
        yield f"""
CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {let_pass}
    RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
        for table in self.tables:
            yield (
                f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
                f"FOR EACH ROW EXECUTE FUNCTION {self.function}()"
            )


@dataclass(frozen=True)
class Refusal:
    """Refuses a row of ``table`` at ``events`` (INSERT, ``UPDATE OF "column"``) for which ``when`` holds, which calls it NEW."""

    name: str
    table: str
    events: tuple[str, ...]
    when: str
    message: str

    def install(self, connection) -> None:
        self.remove(connection)
        with connection.cursor() as cursor:
            for statement in self.sqlite() if connection.vendor == "sqlite" else self.postgresql():
                cursor.execute(statement)

    def remove(self, connection) -> None:
        is_sqlite = connection.vendor == "sqlite"
        names = [f'"{self.name}_{number}"' for number in range(len(self.events))]
        with connection.cursor() as cursor:
            for name in names if is_sqlite else [f'"{self.name}" ON "{self.table}"']:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

    def sqlite(self) -> Iterator[str]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        for number, event in enumerate(self.events):
            yield f'CREATE TRIGGER "{self.name}_{number}" BEFORE {event} ON "{self.table}" WHEN {self.when} {refuse}'

    def postgresql(self) -> Iterator[str]:
        yield f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {self.when} THEN
        RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
        events = " OR ".join(self.events)
        yield (
            f'CREATE TRIGGER "{self.name}" BEFORE {events} ON "{self.table}" FOR EACH ROW EXECUTE FUNCTION {self.name}()'
        )


MESSAGE = "audit rows cannot be changed"
GUARD = Guard(
    {"audit_event": '"id" = NEW."id"', "audit_seal": '"id" = NEW."id" OR "on" = NEW."on"'},
    MESSAGE,
    "audit_refuse_change",
)
names, install, remove, missing = GUARD.names, GUARD.install, GUARD.remove, GUARD.missing
