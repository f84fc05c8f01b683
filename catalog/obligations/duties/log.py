"""What the log keeps of a duty: met, withheld, owed again or no longer owed."""

from datetime import datetime
from typing import Any

from disclosure.audit.record import record
from disclosure.audit.words import register

register(
    "duty",
    {
        "opened": "生成公开任务",
        "fulfilled": "完成公开任务",
        "reopened": "公开任务重新待办",
        "ended": "公开任务不再需要",
        "excused": "批准不予公开或暂缓公开",
    },
)


def log(word: str, row: Any, *, by, now: datetime, **changes: Any) -> None:
    """``row``: the duty, or an item's own row of the ledger. It is a consequence: ``by`` has done something else."""
    record(f"duty.{word}", row, by=by, now=now, organization=row.organization, changes=changes)
