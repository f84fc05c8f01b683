"""What is owed under an entry that has left the catalogue: ended, with the version or the decision that took it out (LK-20). So
too a turn that still ran when another scheme came, which owes it by turns of its own; one that had ended before stays owed.

Where nothing explains why the entry is gone, the duty stays owed and is seen as late: nothing is ever silently not owed.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
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
CLOSED_DEPARTMENT = "科室已停用，不再要求报送"


@dataclass(frozen=True)
class Owed:
    """An open duty. ``entry``: its key, None for one without; ``catalogue`` and ``in_force_from``: under which it was opened."""

    duty: int
    organization: int
    entry: int | None
    code: str
    catalogue: int | None
    in_force_from: date | None
    kind: str
    due_on: date | None
    recurrence: str
    starts_on: date
    ends_on: date

    @property
    def turn(self) -> tuple:
        """As ``turns_owed`` says it."""
        return self.code, self.recurrence, self.starts_on, self.ends_on


COLUMNS = (
    "pk", "organization_id", "entry_id", "entry_code", "entry__catalogue", "entry__catalogue__in_force_from", "kind",
    "deadline__due_on", "recurrence", "starts_on", "ends_on",
)  # fmt: skip


def end_left(organizations: list[Organization], grounds: Grounds, *, removals: Removals, now: datetime) -> int:
    """Returns how many were ended. Four queries at most where nothing is to be ended."""
    rows = Duty.objects.open().filter(organization__in=organizations).order_by("pk")
    present = {pk: rows[-1] for pk, rows in grounds.of(organizations, {}).items() if rows[-1].catalogue}
    still = [each for row in rows.values_list(*COLUMNS) if (each := Owed(*row)).organization in present]
    found = [*find_left(still, present, grounds, removals), *find_replaced(still, present, grounds)]
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


def find_left(
    still: list[Owed], present: Mapping[int, Ground], grounds: Grounds, removals: Removals
) -> list[tuple[int, str, date]]:
    """``still``: the open duties of the organisations of ``present``. Those whose entry is not in the catalogue of today, with the
    reason, for those that have one, and the day on which that catalogue was put in force: an outage ends none of them later."""
    catalogues = {pk: ground.catalogue for pk, ground in present.items()}
    codes = {pk: {line.code for line in grounds.lines(row)} for pk, row in catalogues.items()}
    gone = [
        (each.duty, catalogues[each.organization], each.code)
        for each in still
        if each.entry and each.code not in codes[each.organization]
        if follows(catalogues[each.organization], each.catalogue, each.in_force_from)
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


def follows(catalogue: Catalogue, before: int | None, before_from: date | None) -> bool:
    """Whether it is another one, that came into force no earlier than the one under which the duty was opened."""
    if catalogue.pk == before or catalogue.in_force_from is None:
        return False
    return before_from is None or catalogue.in_force_from >= before_from


def reason_of(catalogue: Catalogue, removed: str | None) -> str:
    on = catalogue.in_force_from
    version = f"《{catalogue.title[:100]}》第{catalogue.version}版自{plain(on)}施行"
    decided = f"，这一项已批准{removed}" if removed else "，已没有这一项"
    return f"{version}{decided}"


def find_replaced(
    still: list[Owed], present: Mapping[int, Ground], grounds: Grounds
) -> Iterator[tuple[int, str, date]]:  # fmt: skip
    """Open turns that ran and were not due yet when the present scheme came, and that it does not have, as ``find_left`` gives
    them."""
    running: dict[int, list[Owed]] = defaultdict(list)
    for each in still:
        if each.kind != Duty.Kind.PERIOD or each.due_on is None:
            continue
        if each.starts_on < present[each.organization].adoption.from_on <= min(each.ends_on, each.due_on):
            running[each.organization].append(each)
    came = days_of(ADOPTED, {present[organization].adoption.pk for organization in running})
    for organization, found in running.items():
        ground = present[organization]
        begun = ground.adoption.from_on
        on = max(begun, min(came.get((ADOPTED, ground.adoption.pk), grounds.on), grounds.on))
        owed = turns_owed(ground, grounds, since=min(each.starts_on for each in found))
        reason = f"《{ground.adoption.scheme.title[:150]}》自{plain(begun)}施行，这一期改照它办"
        yield from ((each.duty, reason, on) for each in found if each.turn not in owed)


def turns_owed(ground: Ground, grounds: Grounds, *, since: date) -> set[tuple]:
    """The turns that the present scheme owes, each as ``Owed.turn``."""
    return {
        (owed.line.code, owed.turn.recurrence, owed.turn.period.starts_on, owed.turn.period.ends_on)
        for owed in grounds.owed(ground, since, since)
    }
