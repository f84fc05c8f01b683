"""Excuses: proposed, approved by another, agreed above where the scheme says so, and what is owed meanwhile."""

from datetime import date, timedelta

import pytest

from catalog import excuses
from catalog.duties.excusing import excuse_duties, excuse_new, reopen_excused
from catalog.duties.opening import open_duties
from catalog.models import Duty, Excuse
from catalog.tests.catalogue_factories import branch
from catalog.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.deadlines.traces import explain
from disclosure.organizations.tests.factories import noon

pytestmark = pytest.mark.django_db

JULY = date(2026, 7, 6)
PERIODIC = [
    branch(
        "1", "组织建设", [branch("1-1", "党费收缴", limit_kind="periodic", limit_words="定期"), branch("1-2", "决议")]
    )
]


def periodic_desk(code="branch", slug="longkou", **fields) -> Desk:
    """With an entry that is replaced each half-year and adjusted each quarter, and what is owed in July opened."""
    desk = Desk(code, slug, entries=PERIODIC, on=JULY, **fields)
    desk.catalogue.in_force_from = date(2026, 7, 1)
    desk.catalogue.save()
    open_duties(on=JULY, now=noon(JULY))
    return desk


def make_excuse(desk, **fields) -> Excuse:
    """A row in force as the actions leave it."""
    entry = desk.entry("1-1")
    values = {
        "organization": desk.organization,
        "entry": entry,
        "entry_code": entry.code,
        "kind": "deferral",
        "reason": "under_way",
        "explanation": "正在核查。",
        "legal_basis": "《实施方案》",
        "from_on": JULY,
        "until_on": date(2026, 9, 30) if fields.get("kind", "deferral") == "deferral" else None,
        "state": "in_force",
        "proposed_by": desk.clerk,
        "proposed_at": noon(JULY),
        "approved_by": desk.approver,
        "approved_at": noon(JULY),
        **fields,
    }
    return Excuse.objects.create(**values)


def proposal(desk, **fields) -> dict:
    """What a clerk hands in: a deferral of 1-1 to the end of September."""
    kind = fields.get("kind", "deferral")
    return {
        "organization": desk.organization,
        "entry": desk.entry("1-1"),
        "kind": kind,
        "reason": "under_way",
        "explanation": "正在核查张某的问题。",
        "legal_basis": "《实施方案》五（二）",
        "from_on": JULY,
        "until_on": date(2026, 9, 30) if kind == "deferral" else None,
        "review_on": None if kind == "deferral" else date(2027, 1, 4),
        "by": desk.clerk,
        "now": desk.tick(),
        **fields,
    }


def duty(recurrence="replace") -> Duty:
    return Duty.objects.select_related("deadline").get(recurrence=recurrence, starts_on__gte=date(2026, 7, 1))


# --- what is owed ---


@pytest.mark.clause("LK-19")
def test_what_falls_due_within_the_days_is_excused_and_the_rest_stays_owed():
    desk = periodic_desk()
    excuse = make_excuse(desk)
    count = excuse_duties(excuse, on=JULY, by=desk.approver, now=noon(JULY))
    assert count == 1
    assert duty("adjust").excuse == excuse
    assert (duty("adjust").deadline.closed_as, duty("adjust").deadline.closed_on) == ("excused", JULY)
    assert duty("replace").is_open, "due in December, after the deferral"
    assert Event.objects.filter(action="duty.excused", object_id=duty("adjust").pk).count() == 1


def test_what_was_late_before_the_first_day_stays_late():
    desk = periodic_desk()
    excuse = make_excuse(desk, kind="exemption", from_on=date(2026, 10, 9), review_on=date(2027, 7, 1))
    excuse_duties(excuse, on=JULY, by=desk.approver, now=noon(JULY))
    assert duty("adjust").is_open
    assert duty("replace").excuse == excuse


def test_an_excuse_of_another_organisation_excuses_nothing_here():
    desk = periodic_desk()
    other = Desk("other", entries=PERIODIC)
    excuse_duties(make_excuse(other), on=JULY, by=other.approver, now=noon(JULY))
    assert Duty.objects.filter(organization=desk.organization).excused().count() == 0


def test_a_duty_opened_while_an_exemption_is_in_force_is_excused_from_the_beginning():
    desk = periodic_desk()
    excuse = make_excuse(desk, kind="exemption", review_on=date(2027, 7, 1))
    duties = list(Duty.objects.select_related("deadline", "organization").order_by("pk"))
    assert excuse_new(duties, on=JULY, now=noon(JULY)) == []
    assert Duty.objects.filter(excuse=excuse).count() == len(duties) == 2


@pytest.mark.clause("LK-19")
def test_a_deferral_that_ends_makes_its_duties_owed_again_and_says_why():
    desk = periodic_desk()
    excuse = make_excuse(desk)
    excuse_duties(excuse, on=JULY, by=desk.approver, now=noon(JULY))
    until = excuse.until_on
    assert reopen_excused(excuse, on=until, by=None, now=noon(until + timedelta(days=1))) == 1
    again = duty("adjust")
    assert again.is_open and again.deadline.closed_on is None
    assert again.deadline.due_on == date(2026, 10, 13), "five working days after 30 September, past the holiday"
    assert any("暂缓公开结束" in line for line in explain(again.deadline.trace))
    assert again.deadline.trace["source"]["preset"]
    change = again.deadline.changes.get()
    assert change.reason == "暂缓公开结束，重新计时"


def test_an_exemption_that_ends_leaves_excused_what_fell_due_meanwhile():
    desk = periodic_desk()
    excuse = make_excuse(desk, kind="exemption", review_on=date(2027, 7, 1))
    excuse_duties(excuse, on=JULY, by=desk.approver, now=noon(JULY))
    ended = date(2026, 11, 2)
    assert reopen_excused(excuse, on=ended, by=desk.approver, now=noon(ended)) == 1
    assert duty("adjust").excuse == excuse
    assert duty("replace").is_open
    assert duty("replace").deadline.due_on == date(2026, 12, 31), "its own day is later than five working days"


def test_a_duty_that_is_owed_again_is_met_like_any_other():
    desk = periodic_desk()
    item = desk.registered(event_on=JULY)
    excuse = excuses.propose(**proposal(desk, until_on=date(2026, 12, 31)))
    excuse = excuses.approve(excuse, by=desk.approver, now=desk.tick())
    excuses.end(excuse, reason="已经查清", by=desk.secretary, now=noon(date(2026, 8, 3)))
    desk.now = noon(date(2026, 8, 4))
    released = desk.released_from(item)
    assert duty("replace").fulfilled_by == released
