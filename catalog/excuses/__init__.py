"""Exemptions (不予公开) and deferrals (暂缓公开): proposed, approved by another, agreed above where the scheme says so.

Every verb locks the row, then asks person and state, and only then writes; it raises ``PermissionDenied`` or
``ValidationError`` with a sentence for the page.
"""

from catalog.excuses.deciding import answer_from_above, approve, refuse, register_reply
from catalog.excuses.ending import end, end_deferrals, end_with_entry
from catalog.excuses.proposing import propose
from catalog.excuses.reviewing import confirm

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
