"""What a part of the portal answered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """``words``: what was seen, for the person who looks after the portal."""

    is_well: bool
    words: str
