"""What is owed under an entry that has left the catalogue: ended, with the version or the decision that took it out (LK-20). So
too a turn that still ran when another scheme came, which owes it by turns of its own; one that had ended before stays owed.

Where nothing explains why the entry is gone, the duty stays owed and is seen as late: nothing is ever silently not owed.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime

from catalog.directory.models import Catalogue
from catalog.obligations.duties.ending import end_duties
from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.runs import ADOPTED, IN_FORCE, days_of
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import Organization

# Of owners of catalogues and codes of entries: (owner id, code) → how it was taken out, for those that a decision took out.
Removals = Callable[[Collection[int], Collection[str]], Mapping[tuple[int, str], str]]
WHOSE = "pk", "organization_id", "deadline__due_on"
TURN = "entry_code", "recurrence", "starts_on", "ends_on"
CLOSED_DEPARTMENT = "科室已停用，不再要求报送"


def end_left(organizations: list[Organization], grounds: Grounds, *, removals: Removals, now: datetime) -> int:
    """Returns how many were ended. Five queries at most where nothing is to be ended."""
    found = [*find_left(organizations, grounds, removals), *find_replaced(organizations, grounds)]
    # By what came first, as if it had run each night.
    first = {duty: (reason, on) for duty, reason, on in sorted(found, key=lambda row: row[-1], reverse=True)}
    ended: dict[tuple[str, date], list[int]] = defaultdict(list)
    for duty, why in first.items():
        ended[why].append(duty)
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


def find_replaced(organizations: list[Organization], grounds: Grounds) -> Iterator[tuple[int, str, date]]:
    """Open turns that ran and were not due yet when the present scheme came, and that it does not have, as ``find_left`` gives
    them."""
    present = {pk: rows[-1] for pk, rows in grounds.of(organizations, {}).items() if rows[-1].catalogue}
    rows = Duty.objects.open().filter(organization__in=present, kind=Duty.Kind.PERIOD, deadline__due_on__isnull=False)
    running: dict[int, list[tuple]] = defaultdict(list)
    for duty, organization, due_on, *turn in rows.order_by("pk").values_list(*WHOSE, *TURN):
        if turn[-2] < present[organization].adoption.from_on <= min(turn[-1], due_on):
            running[organization].append((duty, *turn))
    came = days_of(ADOPTED, {present[organization].adoption.pk for organization in running})
    for organization, found in running.items():
        ground = present[organization]
        begun = ground.adoption.from_on
        on = max(begun, min(came.get((ADOPTED, ground.adoption.pk), grounds.on), grounds.on))
        owed = turns_owed(ground, grounds, since=min(turn[-2] for turn in found))
        reason = f"《{ground.adoption.scheme.title[:150]}》自{plain(begun)}施行，这一期改照它办"
        yield from ((duty, reason, on) for duty, *turn in found if tuple(turn) not in owed)


def turns_owed(ground: Ground, grounds: Grounds, *, since: date) -> set[tuple]:
    """As the columns of ``TURN`` say them."""
    return {
        (owed.line.code, owed.turn.recurrence, owed.turn.period.starts_on, owed.turn.period.ends_on)
        for owed in grounds.owed(ground, since, since)
    }
