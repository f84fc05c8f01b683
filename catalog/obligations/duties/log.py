"""What the log keeps of a duty: met, excused, owed again or no longer owed."""

from datetime import datetime
from typing import Any

from catalog.obligations.duties.models import Duty
from disclosure.audit.record import record
from disclosure.deadlines.models import Deadline


def log(word: str, row: Duty | Deadline, *, by, now: datetime, **changes: Any) -> None:
    """Of the duty, or of an item's own row of the ledger. It is a consequence: ``by`` has done something else."""
    record(f"duty.{word}", row, by=by, now=now, organization=row.organization, changes=changes)
