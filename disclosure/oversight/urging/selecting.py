"""What the page that presses is asked for: rows by their keys, or a selection of the ledger; each in the name of the organisation from
which the person watches it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.selection import Selection
from disclosure.oversight.urging.actions import MOST
from disclosure.oversight.urging.choosing import Candidate, candidates
from disclosure.oversight.watching import Watch
from disclosure.web.whole_numbers import whole_numbers

ROW = "row"


def rows_asked(parameters: QueryDict, watch: Watch, on: date) -> QuerySet[Deadline]:
    """The oldest first, one more than are ever taken at once."""
    if keys := parameters.getlist(ROW):
        rows = watch.deadlines().filter(pk__in=whole_numbers(keys[: MOST + 1]))
    else:
        selection = Selection.of(parameters)
        rows = selection.rows(watch.deadlines(own=selection.own), on)
    return rows.select_related("organization", "person").order_by("due_on", "pk")[: MOST + 1]


@dataclass(frozen=True)
class Group:
    """What is pressed for in the name of ``issuer``."""

    issuer: Organization
    candidates: list[Candidate]

    @property
    def chosen(self) -> list[Candidate]:
        return [each for each in self.candidates if not each.fault]


def groups_of(rows: Iterable[Deadline], watch: Watch, by: User, on: date) -> list[Group]:
    """One for each organisation at which the person watches; mostly it is one."""
    issuers = {each.path: each for each in Organization.objects.filter(path__in=watch.prefixes)}
    found: dict[str, list[Deadline]] = {}
    for row in rows:
        path = next(path for path in watch.prefixes if row.organization.path.startswith(path))
        found.setdefault(path, []).append(row)
    return [Group(issuers[path], candidates(theirs, issuers[path], by, on)) for path, theirs in found.items()]
