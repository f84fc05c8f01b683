"""What stands in the way of an action, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Blocker:
    """``code`` is stable; ``message`` is for the person; ``link`` is the field of the desk's form that puts it right."""

    code: str
    message: str
    link: str = ""


class Blocked(Exception):
    """Raised by an action that something blocks; ``str()`` joins the sentences for a page."""

    def __init__(self, blockers: list[Blocker]):
        self.blockers = blockers
        super().__init__("".join(blocker.message for blocker in blockers))
