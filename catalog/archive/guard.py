"""Database triggers that refuse to change or delete what the archive's register says, as those of the audit do."""

from disclosure.audit.guard import Guard

MESSAGE = "archive records cannot be changed"
KNOWN = '"id" = NEW."id" OR "item_id" = NEW."item_id" OR "archive_number" = NEW."archive_number"'
GUARD = Guard({"catalog_archiverecord": KNOWN}, MESSAGE, "archive_refuse_change")
names, install, remove, missing = GUARD.names, GUARD.install, GUARD.remove, GUARD.missing
