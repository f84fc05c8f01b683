"""Why an action is not taken. All but a lacking permission are validation errors, so that a page catches one thing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.audit.record import record


@dataclass(frozen=True)
class Blocker:
    """``code`` is stable; ``message`` is for the person; ``link`` is the field of the page that puts it right."""

    code: str
    message: str
    link: str = ""


class Refused(ValidationError):
    """What a page shows as a message; ``str()`` joins the sentences."""

    def __str__(self) -> str:
        return "".join(self.messages)


class NotNow(Refused):
    """The state does not allow it, most often because somebody was quicker."""


class Changed(Refused):
    """What the person read when they pressed is not what stands there now."""

    code = "changed"

    def __init__(self, words: str):
        super().__init__(words, self.code)


class Blocked(Refused):
    """Something stands in the way that a person can put right."""

    def __init__(self, blockers: list[Blocker]):
        self.blockers = blockers
        super().__init__([each.message for each in blockers])


class OnRecord(ValidationError):
    """Refused, and that it was tried is put on record all the same. ``word``: what the log calls it; ``about``: the row."""

    def __init__(self, message, *, word: str, about: Any):
        self.word, self.about = word, about
        super().__init__(message)

    def keep(self, *, by, now: datetime) -> None:
        record(self.word, self.about, by=by, now=now, organization=self.about.organization)
