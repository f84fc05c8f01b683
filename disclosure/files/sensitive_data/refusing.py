"""Short words that readers see beside a text, without the checks a text goes through: what must not be in them is refused."""

from collections.abc import Set

from django.core.exceptions import ValidationError

from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, LABELS
from disclosure.files.sensitive_data.search import find


def sensitive_in(words: str, kinds: Set[str] = BLOCKS_PUBLICATION) -> str:
    """A sentence about the first finding; empty when there is none."""
    found = next((row for row in find(words) if row.kind in kinds), None)
    return f"这里的话读者看得到，里面有{LABELS[found.kind]} {found.suggested_mask}，请删去或遮盖。" if found else ""


def refuse_sensitive_data(words: str, field: str = "") -> None:
    if sentence := sensitive_in(words):
        raise ValidationError({field: sentence} if field else sentence)
