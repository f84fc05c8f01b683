"""What the models alone do not make: the index that finds words, and the guard of the archive.

What finds words: a GIN index over the tokens on PostgreSQL, an FTS5 table kept by triggers on SQLite.

The vector is made of the tokens as they are: PostgreSQL's parser would cut some of them. A migration that makes SQLite
rebuild ``catalog_searchdocument`` loses the triggers and ends with ``index`` again. The guard makes the
database itself refuse to change or delete what the archive's register says.
"""

from django.db import migrations

from catalog.archive import guard

POSTGRESQL = (
    """ALTER TABLE catalog_searchdocument ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(tokens, ' '), ''))) STORED""",
    "CREATE INDEX catalog_searchdocument_vector ON catalog_searchdocument USING gin (vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE catalog_searchdocument DROP COLUMN vector",)

OLD = "INSERT INTO catalog_search(catalog_search, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
NEW = "INSERT INTO catalog_search(rowid, tokens) VALUES (new.id, new.tokens);"
SQLITE = (
    """CREATE VIRTUAL TABLE catalog_search USING fts5(
    tokens, content='catalog_searchdocument', content_rowid='id', tokenize='unicode61')""",
    f"CREATE TRIGGER catalog_search_insert AFTER INSERT ON catalog_searchdocument BEGIN {NEW} END",
    f"CREATE TRIGGER catalog_search_delete AFTER DELETE ON catalog_searchdocument BEGIN {OLD} END",
    f"CREATE TRIGGER catalog_search_update AFTER UPDATE ON catalog_searchdocument BEGIN {OLD} {NEW} END",
    "INSERT INTO catalog_search(catalog_search) VALUES ('rebuild')",
)
SQLITE_BACK = (
    "DROP TRIGGER catalog_search_insert",
    "DROP TRIGGER catalog_search_delete",
    "DROP TRIGGER catalog_search_update",
    "DROP TABLE catalog_search",
)


def index(apps, schema_editor):
    execute(schema_editor, POSTGRESQL, SQLITE)


def unindex(apps, schema_editor):
    execute(schema_editor, POSTGRESQL_BACK, SQLITE_BACK)


def execute(schema_editor, postgresql, sqlite):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_initial")]
    operations = [migrations.RunPython(index, unindex), migrations.RunPython(install, remove)]
