"""In the process of a trial, on a database that is thrown away: the year is played, and counted."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from disclosure.deadlines.workdays import DAY
from disclosure.oversight.rehearsal import clock
from disclosure.oversight.sweeping import run_sweep
from disclosure.oversight.trials.counting import counted
from disclosure.oversight.trials.founding import found_organization

Row = Mapping[str, Any]


def play_year(given: Row) -> Iterator[int | Row]:
    """``given``: as ``given_for`` makes it. Yields how many days are done, and what was counted at last."""
    first, until = date.fromisoformat(given["first"]), date.fromisoformat(given["until"])
    time = clock.Clock()
    with time.held():
        organization = found_organization(given, first, now=time.set(first, clock.MORNING))
        for on in nights(first, until):
            outcome = run_sweep(on=on, now=time.set(on, clock.NIGHT))
            if failed := [name for name, found in outcome.items() if found == "failed"]:
                raise RuntimeError(f"{on}: {', '.join(failed)}")
            yield (on - first).days + 1
        yield counted(organization, first, until)


def nights(first: date, until: date) -> Iterator[date]:
    """The last of each month, and of the year: what is owed rests on no night, and nobody is there to be reminded."""
    days = (first + number * DAY for number in range((until - first).days + 1))
    return (on for on in days if (on + DAY).day == 1 or on == until)
