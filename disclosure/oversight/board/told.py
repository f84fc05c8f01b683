"""What was pressed for today already: nobody is offered to press for it again (PL-04)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from disclosure.organizations.models.directory import under
from disclosure.oversight.board.late import Late
from disclosure.oversight.watching import Watch


@dataclass(frozen=True)
class Told:
    """``rows``: keys of rows of the ledger; ``overdue``: code of an organisation → how many of them it is late with."""

    rows: Set[int]
    overdue: Mapping[str, int]

    def mark(self, found: Iterable[Late]) -> list[Late]:
        """What stands for all that an organisation is late with says when nothing of it is left to press for."""
        return [replace(row, is_told=self.covers(row)) for row in found]

    def covers(self, row: Late) -> bool:
        return row.is_of_one and 0 < row.overdue <= self.overdue.get(row.code, 0)


def told_today(watch: Watch, on: date) -> Told:
    """In view, open, pressed for today in a name from which the person watches. One statement."""
    rows = watch.deadlines().open().filter(under(watch.prefixes, "urges__issuer__path"), urges__urged_on=on)
    found = {pk: (code, due_on) for pk, code, due_on in rows.values_list("pk", "organization__code", "due_on")}
    return Told(set(found), Counter(code for code, due_on in found.values() if due_on and due_on < on))
