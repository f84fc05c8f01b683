"""A supervisor in office."""

from datetime import date, timedelta

from disclosure.organizations.tests.factories import noon
from disclosure.oversight.supervisors.actions import appoint_supervisor, propose_supervisor
from disclosure.oversight.supervisors.models import Supervisor

FIRST, UNTIL = date(2026, 1, 1), date(2027, 1, 1)


def make_supervisor(organization, proposer, approver, name="王监督", on=FIRST, **given) -> Supervisor:
    given = {"constituency": "member", "from_on": on, "until_on": UNTIL, **given}
    row = propose_supervisor(organization, name=name, **given, by=proposer, now=noon(on))
    return appoint_supervisor(row, by=approver, now=noon(on))


def put_in_office(organization, proposer, approver, *constituencies, on: date, days=300) -> None:
    """One from each of those, for so many days, whatever the scheme says."""
    row = {"organization": organization, "from_on": on, "until_on": on + timedelta(days=days), "state": "appointed"}
    row |= {"proposed_by": proposer, "proposed_at": noon(on), "decided_by": approver, "decided_at": noon(on)}
    Supervisor.objects.bulk_create(Supervisor(**row, constituency=each, name=each) for each in constituencies)
