"""A quarter's confirmation: of everything, or of some entries."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from catalog.obligations.confirmations.actions import ALL
from catalog.obligations.confirmations.actions import confirm_nothing as confirm
from catalog.obligations.confirmations.models import Confirmation
from disclosure.oversight.rehearsal.stage import Turn

QUARTER = re.compile(r"(\d{4})-?Q([1-4])")


def confirm_nothing(turn: Turn, *, entries: Any = ALL, quarter: str = "") -> Confirmation:
    """``entries``: ``all``, or codes. ``quarter``: as in 2026Q3 or in the words of the portal; the latest unless it says."""
    row = turn.subject if turn.step.on_what else asked(turn, quarter)
    codes = entries if isinstance(entries, list) or entries == ALL else [str(entries)]
    confirm(row, entries=codes, by=turn.actor, now=turn.now)
    return row


def asked(turn: Turn, quarter: str) -> Confirmation:
    rows = Confirmation.objects.filter(organization=turn.organization).order_by("-ends_on", "-pk")
    if quarter:
        rows = rows.filter(period_label=label_of(quarter))
    if (found := rows.first()) is None:
        raise ValidationError(f"“{quarter}”没有等着确认的。" if quarter else "现在没有等着确认的。")
    return found


def label_of(quarter: str) -> str:
    """2026Q3 is 2026年第三季度."""
    found = QUARTER.fullmatch(quarter)
    return f"{found[1]}年第{'一二三四'[int(found[2]) - 1]}季度" if found else quarter
