"""What recurs by the calendar under the entries of the catalogue and has no duty yet (LK-01, LK-14, PL-08, PL-09, QJ-11)."""

from datetime import date

from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Owed, Turn
from catalog.obligations.duties.runs import Runs, last_anywhere, last_runs
from catalog.obligations.duties.writing import Missing
from disclosure.organizations.models.directory import Organization

KIND = Duty.Kind.PERIOD


def missing_periods(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    """Six queries at most, for any number of organisations."""
    runs = Runs(last_runs(organizations, KIND, grounds.on), last_anywhere(KIND, grounds.on))
    by_grounds = grounds.of(organizations, runs.last)
    wanted = {}
    for organization in organizations:
        for ground in by_grounds.get(organization.pk, ()):
            for owed in owed_on(ground, grounds, runs, organization):
                wanted.setdefault((organization.pk, *owed.key), missing_of(organization, ground, owed))
    known = known_keys(by_grounds, {key[-1] for key in wanted})
    return [each for key, each in wanted.items() if key not in known]


def owed_on(ground: Ground, grounds: Grounds, runs: Runs, organization: Organization) -> list[Owed]:
    if ground.catalogue is None:
        return []
    since = runs.since(organization.pk, ground.since)
    return [
        owed
        for owed in grounds.owed(ground, since)
        if is_owed(owed.turn, since or begins_at(owed.turn, ground.since, grounds.on), ground.until)
    ]


def is_owed(turn: Turn, since: date, until: date) -> bool:
    """The turn runs, and falls due, after the ground began or after the last run."""
    period = turn.period
    return period.starts_on <= until and period.ends_on >= since and period.due_on >= since


def begins_at(turn: Turn, since: date, on: date) -> date:
    """Who comes with a catalogue that was in force before the turn began, begins with what falls due from today on."""
    return since if since >= turn.period.starts_on else max(since, on)


def known_keys(organizations, starts: set[date]) -> set[tuple]:
    """What has a duty already, open or not."""
    rows = Duty.objects.filter(kind=KIND, organization__in=list(organizations), starts_on__in=starts)
    return set(rows.values_list("organization_id", "entry_code", "recurrence", "starts_on"))


def missing_of(organization: Organization, ground: Ground, owed: Owed) -> Missing:
    return Missing(organization, KIND, owed.turn, owed.title, line=owed.line, catalogue=ground.catalogue.pk)
