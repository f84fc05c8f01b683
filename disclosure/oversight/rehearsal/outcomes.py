"""What a step came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DONE, REFUSED, SAID = "done", "refused", "已办。"


@dataclass(frozen=True)
class Outcome:
    """What is printed of a step; of a page that was asked for, ``status`` is its HTTP status."""

    status: str | int
    message: str = ""
    findings: list[str] = field(default_factory=list)
    contains: bool | None = None
    rows: list[Mapping[str, Any]] | None = None

    @property
    def is_refused(self) -> bool:
        return self.status == REFUSED or (isinstance(self.status, int) and self.status >= 400)
