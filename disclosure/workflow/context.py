"""What a look at one object rests on, read once: the object, who looks, on which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.organizations.access import Access


@dataclass
class Context:
    """Shared by all actions that a page offers; a procedure's own context adds what its rules read, a query a fact."""

    subject: Any
    access: Access

    @property
    def on(self) -> date:
        return self.access.on

    @property
    def user(self) -> Any:
        """None where no person asks."""
        return self.access.user
