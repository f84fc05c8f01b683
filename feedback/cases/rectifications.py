"""What is being put right because of an opinion, and what an answer must say while it is not done yet (LK-07, PL-05)."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Rectification

USUAL_DAYS = 15


def usual_day(on: date) -> date:
    """No letter gives a day; this one is proposed."""
    return current_calendar().add_working_days(on, USUAL_DAYS).on


def check_reply(case: Case, text: str) -> None:
    """Before an answer is sent: what was ordered is done, or the answer names the day by which it will be."""
    found = Rectification.objects.filter(case=case).select_related("deadline").first()
    due_on = found.deadline.due_on if found and not found.done_at else None
    if due_on is None or names(due_on, text):
        return
    words = f"{due_on.month}月{due_on.day}日"
    raise ValidationError({"text": f"整改还没有完成。请等整改完成再答复，或者在答复里写明{words}前完成整改。"})


def names(on: date, text: str) -> bool:
    """Written as people write days: 10月16日, 2026-10-16, 2026.10.16."""
    spelling = rf"(?<!\d)({on.month}月{on.day}日|{on.isoformat()}|{on.year}\.{on.month}\.{on.day}(?!\d))"
    return re.search(spelling, "".join(text.split())) is not None
