"""The organisations, people, audiences, carriers and schemes that the head of a script adds; all hold before the first day."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError

from catalog.changes.history import removals
from catalog.obligations.duties.opening import open_duties
from disclosure.files.written.lines import WrittenError
from disclosure.oversight.rehearsal.base.organizations import add_audience, add_carrier, add_organization, add_people
from disclosure.oversight.rehearsal.base.schemes import add_scheme
from disclosure.oversight.rehearsal.script import Part, Script, Written

PARTS: Sequence[tuple[str, Callable[[Script], Sequence[Part]], Callable]] = (
    ("organizations", lambda script: script.organizations, add_organization),
    ("people", lambda script: script.people, add_people),
    ("audiences", lambda script: script.audiences, add_audience),
    ("carriers", lambda script: script.carriers, add_carrier),
    ("scheme", lambda script: script.scheme, add_scheme),
)


def add_head(written: Written, *, now: datetime) -> None:
    """With it the duties of the periods that hold the first day are open. Raises ``WrittenError``."""
    for name, rows, add in PARTS:
        for number, row in enumerate(rows(written.script)):
            try:
                add(written, row, now)
            except ValidationError as error:
                line = written.document.line_of((name, number))
                raise WrittenError("".join(error.messages), line) from error
    open_duties(on=written.script.first, now=now, removals=removals)
