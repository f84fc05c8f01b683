"""Which rows may be pressed for, and why the others may not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.models import EXCUSED, Deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.holders import heads_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.urging.models import Urge
from disclosure.oversight.urging.responsible import Responsible, responsible_for

# Working days within which something is due soon.
SOON = 3
TOLD_TODAY = "今天已经催过。"
OWN_WORK = "由您自己办，不用催办。"
NOBODY = "没有能在门户里收到的人，请打电话。"


@dataclass(frozen=True)
class Candidate:
    """A row with who answers for it; ``people``: who is told; ``fault``: why it is not pressed for, or nothing."""

    row: Deadline
    responsible: Responsible
    people: tuple[User, ...]
    fault: str


def candidates(rows: Iterable[Deadline], issuer: Organization, by: User, on: date) -> list[Candidate]:
    """The rows are read with ``organization`` and ``person``. Constant statements."""
    rows = list(rows)
    found, told_today = responsible_for(rows, on), urged_on_day(rows, issuer, on)
    # Where the portal can tell nobody of the office, the head hears of it, as of what nobody owns.
    heads = heads_of({row.organization_id for row in rows if not found[row.pk].people}, on)
    last = soon_until(on)
    chosen = []
    for row in rows:
        people = found[row.pk].people or tuple(heads.get(row.organization_id, ()))
        others = tuple(person for person in people if person.pk != by.pk)
        fault = fault_of(row, last) or (TOLD_TODAY if row.pk in told_today else "")
        if not fault and not others:
            fault = OWN_WORK if people else NOBODY
        chosen.append(Candidate(row, found[row.pk], others, fault))
    return chosen


def soon_until(on: date) -> date:
    return current_calendar().add_working_days(on, SOON).on


def fault_of(row: Deadline, last: date) -> str:
    """``last``: the day up to which something is due soon."""
    if row.closed_as == EXCUSED:
        return "已经批准不予公开或者暂缓，不用催办。"
    if row.closed_on is not None:
        return "已经办结，不用催办。"
    if not row.can_be_late:
        return "逐项确认不算逾期，不用催办。"
    if row.due_on is None:
        return "正在暂停计时，现在不用催办。"
    return "离到期还早，现在不用催办。" if row.due_on > last else ""


def urged_on_day(rows: Iterable[Deadline], issuer: Organization, on: date) -> set[int]:
    urged = Urge.objects.filter(issuer=issuer, urged_on=on, deadline__in=[row.pk for row in rows])
    return set(urged.values_list("deadline_id", flat=True))
