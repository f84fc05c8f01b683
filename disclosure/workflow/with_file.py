"""An action that takes a file: its function is handed what was received, once that has been inspected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from disclosure.files.intake import take_in
from disclosure.files.store import Received
from disclosure.organizations.models.people import User
from disclosure.workflow.action import Action
from disclosure.workflow.actors import Actor


@dataclass(frozen=True, eq=False, kw_only=True)
class FileAction(Action):
    """Called with an ``upload``. ``takes_file``: the field of the form at which its faults stand; ``may_be_named(subject, name)``
    refuses a file by its name before it is inspected."""

    takes_file: str
    may_be_named: Callable[[Any, str], None] | None = None

    def __call__(
        self, subject: Any = None, /, *, by: User | Actor, now: datetime, seen: str = "", **values: Any
    ) -> Any:
        """Asked first, inspected with nothing locked, then taken behind the lock, where everything is asked again. Raises
        ``ValidationError`` too, for a file that may not be kept."""

        def may(name: str) -> None:
            self.workflow.check(self, subject, by=by, now=now)
            if self.may_be_named:
                self.may_be_named(subject, name)

        def keep(file: Received) -> Any:
            return super(FileAction, self).__call__(subject, by=by, now=now, seen=seen, **{**values, "upload": file})

        return take_in(values["upload"], may=may, keep=keep, field=self.takes_file)
