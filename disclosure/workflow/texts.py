"""Texts that an action must be given, whoever calls it; and the stamp of those that its page showed."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from disclosure.web.required import require_text
from disclosure.workflow.context import Context

__all__ = ["last_saved", "require_text", "stamp_of"]


def stamp_of(*parts: Any) -> str:
    """Another one as soon as any of the parts is another. A moment is the same in every time zone."""
    words = (str(part.timestamp() if isinstance(part, datetime) else part) for part in parts)
    return sha256("\x1f".join(words).encode()).hexdigest()[:20]


def last_saved(context: Context) -> str:
    """The stamp of a text that its writers save as often as they like."""
    return stamp_of(context.subject.saved_at)
