"""Texts that must be given, whoever calls."""

from django.core.exceptions import ValidationError


def require_text(text: str, message: str, *, field: str = "", most: int = 0) -> str:
    """The text without spaces around it; ``message`` says what is missing, at its field where one is named."""
    found = text.strip()
    if not found or (most and len(found) > most):
        words = message if not found else f"最多{most}个字。"
        raise ValidationError({field: words} if field else words)
    return found
