"""Texts that an action must be given, whoever calls it; and the stamp of those that its page showed."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.workflow.context import Context


def require_text(text: str, message: str, *, field: str = "", most: int = 0) -> str:
    """The text without spaces around it; ``message`` says what is missing, at its field where one is named."""
    found = text.strip()
    if not found or (most and len(found) > most):
        words = message if not found else f"最多{most}个字。"
        raise ValidationError({field: words} if field else words)
    return found


def stamp_of(*parts: Any) -> str:
    """Another one as soon as any of the parts is another. A moment is the same in every time zone."""
    words = (str(part.timestamp() if isinstance(part, datetime) else part) for part in parts)
    return sha256("\x1f".join(words).encode()).hexdigest()[:20]


def last_saved(context: Context) -> str:
    """The stamp of a text that its writers save as often as they like."""
    return stamp_of(context.subject.saved_at)
