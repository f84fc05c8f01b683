"""A branch with its staff and members, and a round played through the actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from disclosure.organizations.models.people import Membership, User
from disclosure.organizations.tests.factories import make_holders, make_organization, noon
from disclosure.oversight.evaluation import beginning, counting, opening, voting
from disclosure.oversight.evaluation.marks import Marked
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.secrecy import new_number, new_slip
from disclosure.workflow.kit import SENDER

DAY = date(2026, 10, 12)
NOW = noon(DAY)
AFTER = noon(DAY + timedelta(days=3))
QUESTIONS = ["内容是否全面", "是否及时"]


def make_branch(code="branch", superior=None) -> SimpleNamespace:
    organization = make_organization(code, superior)
    return SimpleNamespace(organization=organization, **make_holders(organization, ["clerk", "secretary", "approver"]))


def make_members(organization, size: int, prefix="member") -> list[User]:
    """With accounts and the membership of the organisation, in two statements."""
    people = User.objects.bulk_create(
        User(username=f"{organization.code}-{prefix}-{at}", full_name=f"党员{at:04}", password="!")
        for at in range(size)
    )
    Membership.objects.bulk_create(
        Membership(person=person, organization=organization, from_on=date(2020, 1, 1)) for person in people
    )
    return people


@dataclass
class Round:
    evaluation: Evaluation
    slips: tuple[str, str]
    staff: SimpleNamespace


def open_round(staff, *, now=NOW, days=3, **text) -> Round:
    """Prepared and submitted by the clerk, opened by the secretary."""
    values = {"title": "十月评议", "questions": QUESTIONS, "open_days": days, "asks_text": True, **text}
    evaluation = beginning.prepare(organization=staff.organization, by=staff.clerk, now=now, **values)
    slips = new_slip(), new_slip()
    beginning.submit(evaluation, slip=slips[0], by=staff.clerk, now=now)
    opening.open_evaluation(evaluation, slip=slips[1], by=staff.secretary, now=now)
    return Round(Evaluation.objects.get(pk=evaluation.pk), slips, staff)


def take(played: Round, person, *, number="", now=NOW) -> str:
    return voting.take_code(played.evaluation, number=number or new_number(), by=person, now=now)


def cast(played: Round, code: str, marks=(1, 1), text="", *, now=NOW) -> None:
    voting.cast(played.evaluation, code=code, marked=Marked(marks, text), by=SENDER, now=now)


def count(played: Round, *, by=None, now=AFTER) -> Evaluation:
    first, second = played.slips
    return counting.count(played.evaluation, slip_one=first, slip_two=second, by=by or played.staff.clerk, now=now)


def publish(played: Round, *, by=None, now=AFTER, **values) -> Evaluation:
    return counting.publish(played.evaluation, by=by or played.staff.secretary, now=now, **values)
