"""Database triggers: a settled appraisal is neither changed nor deleted. Saving it as it is changes nothing and is let pass, for
the workflow saves what an action was about."""

from disclosure.audit.guard import Guard, same

# All of its columns; a test holds them against the model's.
COLUMNS = (
    "id", "record_id", "organization_id", "state", "ended_on", "opened_at", "opinion", "kept_until", "reason", "proposed_by_id",
    "proposed_at", "return_reason", "decided_by_id", "decided_at",
)  # fmt: skip
GUARD = Guard(
    {"catalog_appraisal": '"id" = NEW."id"'},
    "a settled appraisal cannot be changed",
    "appraisal_refuse_change",
    but=f"""OLD."state" IN ('open', 'proposed') OR ({same(COLUMNS)})""",
)
