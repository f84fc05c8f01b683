"""Exemptions (不予公开) and deferrals (暂缓公开): proposed, approved by another, agreed above where the scheme says so.

Every verb locks the row, then asks person and state, and only then writes; it raises ``PermissionDenied`` or
``ValidationError`` with a sentence for the page.
"""

from catalog.obligations.withholdings.deciding import answer_from_above, approve, refuse, register_reply
from catalog.obligations.withholdings.ending import end, end_deferrals, end_with_entry
from catalog.obligations.withholdings.proposing import propose
from catalog.obligations.withholdings.reviewing import confirm

__all__ = [
    "answer_from_above",
    "approve",
    "confirm",
    "end",
    "end_deferrals",
    "end_with_entry",
    "propose",
    "refuse",
    "register_reply",
]
