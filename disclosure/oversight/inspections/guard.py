"""Database triggers that refuse to change or delete what a drawing rests on, as those of the audit do."""

from disclosure.audit.guard import Guard

OWN = '"id" = NEW."id"'
TABLES = {
    "oversight_frozenlist": f'{OWN} OR "visit_id" = NEW."visit_id"',
    "oversight_drawing": f'{OWN} OR "frozen_id" = NEW."frozen_id"',
    "oversight_sampled": f'{OWN} OR ("drawing_id" = NEW."drawing_id" AND "position" = NEW."position")',
}
GUARD = Guard(TABLES, "a drawing cannot be changed", "inspection_refuse_change")
names, install, remove, missing = GUARD.names, GUARD.install, GUARD.remove, GUARD.missing
