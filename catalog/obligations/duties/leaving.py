"""What is owed under an entry that has left the catalogue: ended, with the version or the decision that took it out (LK-20).

Where nothing explains why the entry is gone, the duty stays owed and is seen as late: nothing is ever silently not owed.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from catalog.directory.models import Catalogue
from catalog.obligations.duties.ending import end_duties
from catalog.obligations.duties.grounds import Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.runs import IN_FORCE, days_of
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import Organization

# Of owners of catalogues and codes of entries: (owner id, code) → how it was taken out, for those that a decision took out.
Removals = Callable[[Collection[int], Collection[str]], Mapping[tuple[int, str], str]]
CLOSED_DEPARTMENT = "科室已停用，不再要求报送"


def end_left(organizations: list[Organization], grounds: Grounds, *, removals: Removals, now: datetime) -> int:
    """Returns how many were ended. Four queries at most where nothing is to be ended."""
    ended: dict[tuple[str, date], list[int]] = defaultdict(list)
    for duty, reason, on in find_left(organizations, grounds, removals):
        ended[reason, on].append(duty)
    inactive = Duty.objects.open().filter(organization__in=organizations, kind=Duty.Kind.QUOTA)
    ended[CLOSED_DEPARTMENT, grounds.on] += inactive.filter(department__is_active=False).values_list("pk", flat=True)
    return sum(
        end_duties(Duty.objects.filter(pk__in=duties), reason=reason, on=on, now=now, by=None)
        for (reason, on), duties in ended.items()
        if duties
    )


def find_left(organizations: list[Organization], grounds: Grounds, removals: Removals) -> list[tuple[int, str, date]]:
    """Open duties whose entry is not in the catalogue of today, with the reason, for those that have one, and the day on which
    that catalogue was put in force: an outage ends none of them later."""
    catalogues = {pk: rows[-1].catalogue for pk, rows in grounds.of(organizations, {}).items() if rows[-1].catalogue}
    codes = {pk: {line.code for line in grounds.lines(row)} for pk, row in catalogues.items()}
    rows = Duty.objects.open().filter(organization__in=catalogues, entry__isnull=False).order_by("pk")
    opened_under = "entry__catalogue", "entry__catalogue__in_force_from"
    gone = [
        (duty, catalogues[organization], code)
        for duty, organization, code, *before in rows.values_list("pk", "organization_id", "entry_code", *opened_under)
        if code not in codes[organization] and follows(catalogues[organization], *before)
    ]
    if not gone:
        return []
    came = days_of(IN_FORCE, {catalogue.pk for _duty, catalogue, _code in gone})
    owners = {catalogue.organization_id for _duty, catalogue, _code in gone}
    removed = removals(owners, {code for _duty, _catalogue, code in gone})
    return [
        (
            duty,
            reason_of(catalogue, removed.get((catalogue.organization_id, code))),
            min(came.get((IN_FORCE, catalogue.pk), grounds.on), grounds.on),
        )
        for duty, catalogue, code in gone
    ]


def follows(catalogue: Catalogue, before: int, before_from: date | None) -> bool:
    """Whether it is another one, that came into force no earlier than the one under which the duty was opened."""
    if catalogue.pk == before or catalogue.in_force_from is None:
        return False
    return before_from is None or catalogue.in_force_from >= before_from


def reason_of(catalogue: Catalogue, removed: str | None) -> str:
    on = catalogue.in_force_from
    version = f"《{catalogue.title[:100]}》第{catalogue.version}版自{plain(on)}施行"
    decided = f"，这一项已批准{removed}" if removed else "，已没有这一项"
    return f"{version}{decided}"
