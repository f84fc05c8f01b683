"""Database triggers that refuse to change or delete what the archive's register says, as those of the audit do.

One thing may change: the path of a package that a settled appraisal has destroyed becomes empty, everything else staying as it is.
A migration that makes SQLite rebuild ``catalog_appraisal`` takes these triggers away first, for they name it, and ends with ``GUARD.install``.
"""

from disclosure.audit.guard import Guard, same

MESSAGE = "archive records cannot be changed"
KNOWN = '"id" = NEW."id" OR "item_id" = NEW."item_id" OR "archive_number" = NEW."archive_number"'
# All of the columns but the path; a test holds them against the model's.
KEPT = (
    "id", "item_id", "organization_id", "year", "archive_number", "piece_number", "title", "responsible", "dated_on", "pages",
    "retention", "size", "sha256", "packed_by_id", "packed_at",
)  # fmt: skip
DESTROYED = """EXISTS (SELECT 1 FROM "catalog_appraisal" WHERE "record_id" = OLD."id" AND "state" = 'destroyed')"""
TABLES, FUNCTION = {"catalog_archiverecord": KNOWN}, "archive_refuse_change"
# As a migration made it before there were appraisals.
FIRST = Guard(TABLES, MESSAGE, FUNCTION)
install, remove = FIRST.install, FIRST.remove
GUARD = Guard(TABLES, MESSAGE, FUNCTION, but=f"""NEW."path" = '' AND {same(KEPT)} AND {DESTROYED}""")
names, missing = GUARD.names, GUARD.missing
