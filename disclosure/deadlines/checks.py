"""System check: from the middle of November on, next year's holidays should be known."""

from datetime import date

from django.core import checks
from django.db import DatabaseError
from django.utils import timezone

from disclosure.deadlines.working_calendar import current_calendar


@checks.register(checks.Tags.database)
def next_years_notice_is_loaded(app_configs, databases=None, **kwargs):
    """Silent while the tables wait for a migration. The State Council publishes the notice in November."""
    if "default" not in (databases or []):
        return []
    try:
        return missing_notice(timezone.localdate())
    except DatabaseError:
        return []


def missing_notice(on: date) -> list[checks.Warning]:
    if (on.month, on.day) < (11, 15) or not current_calendar().day(date(on.year + 1, 1, 4)).is_provisional:
        return []
    message = f"{on.year + 1}年的放假安排还没有载入，跨年的到期日都是暂定的。"
    hint = "在工作台的“放假通知”里粘贴国务院办公厅的通知。"
    return [checks.Warning(message, hint=hint, id="deadlines.W001")]
