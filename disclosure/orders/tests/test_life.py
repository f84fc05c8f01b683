"""An order is given, reported, closed by another person, or sent back with a new day; late stays late (JG-17, PL-18)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.deadlines.models import Deadline
from disclosure.deadlines.reminders import remind
from disclosure.notices.models import Notice
from disclosure.orders.evidence import add_evidence, remove_evidence
from disclosure.orders.models import Order
from disclosure.orders.procedure import orders
from disclosure.orders.tests.scene import DUE, MONDAY, TUESDAY, OrderScene
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_department, make_post, noon
from disclosure.workflow.kit import NotNow

pytestmark = pytest.mark.django_db
WEDNESDAY = TUESDAY + timedelta(days=1)
LATE = date(2026, 10, 16)


@pytest.fixture
def scene():
    return OrderScene()


def inbox(person, on=MONDAY) -> list[Order]:
    return list(orders.inbox(access_of(person, on)))


def told(person) -> list[str]:
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("title", flat=True))


@pytest.mark.clause("JG-17")
def test_an_order_is_a_row_of_the_ledger_that_names_it_and_not_what_is_demanded(scene):
    department = make_department(scene.branch)
    row = scene.give(department=department).deadline
    assert (row.kind, row.due_on, row.organization, row.department) == (
        "rectification", DUE, scene.branch, department,
    )  # fmt: skip
    assert row.title == f"整改要求第{scene.order.pk}号" and row.url == scene.order.get_absolute_url()
    assert inbox(scene.clerk) == [scene.order] and inbox(scene.inspector) == []
    assert told(scene.clerk) == [
        f"整改要求第{scene.order.pk}号：公开栏字太小，换成大字，county党支部要求整改，10月13日前完成"
    ]


@pytest.mark.clause("JG-17")
def test_reported_in_time_and_closed_by_the_issuer(scene):
    scene.give()
    scene.report(WEDNESDAY)
    assert scene.order.state == "reported" and scene.order.deadline.closed_on == WEDNESDAY
    assert inbox(scene.inspector) == [scene.order] and inbox(scene.clerk) == []
    assert any("请确认" in title for title in told(scene.inspector))
    # However long the issuer takes: the row was closed when it was reported.
    scene.close(LATE)
    assert (scene.order.state, scene.order.closed_by, scene.order.outcome) == ("closed", scene.inspector, "去看过。")
    assert not scene.order.deadline.was_late() and inbox(scene.inspector) == []
    with pytest.raises(NotNow):
        scene.close(LATE)


def test_sent_back_in_time_the_same_row_runs_again_to_the_new_day(scene):
    row = scene.give().deadline
    scene.report(TUESDAY)
    new_day = date(2026, 10, 20)
    scene.return_it(WEDNESDAY, new_day)
    assert (scene.order.state, scene.order.deadline) == ("returned", row)
    assert (scene.order.deadline.closed_on, scene.order.deadline.due_on) == (None, new_day)
    report = scene.order.reports.get()
    assert (report.due_on, report.returned_by, report.return_reason) == (DUE, scene.inspector, "还有一块没有换。")
    assert inbox(scene.clerk) == [scene.order]
    scene.report(new_day)
    scene.close(new_day)
    assert [row.was_late() for row in Deadline.objects.filter(kind="rectification")] == [False]


@pytest.mark.clause("PL-18")
def test_what_was_reported_late_stays_late_when_it_is_sent_back(scene):
    first = scene.give().deadline
    scene.report(LATE)
    scene.return_it(LATE, date(2026, 10, 30))
    second = scene.order.deadline
    first.refresh_from_db()
    assert first.was_late() and first.closed_on == LATE
    assert second != first and (second.due_on, second.closed_on) == (date(2026, 10, 30), None)
    scene.report(date(2026, 10, 29))
    scene.close(date(2026, 10, 30))
    late = [row.was_late() for row in Deadline.objects.filter(kind="rectification").order_by("pk")]
    assert late == [True, False]


@pytest.mark.parametrize("on", [TUESDAY, LATE])
def test_withdrawn_it_is_owed_no_more_and_late_if_it_was(scene, on):
    scene.give()
    scene.withdraw(on)
    row = scene.order.deadline
    assert (scene.order.state, row.closed_as, row.was_late()) == ("withdrawn", "ended", on == LATE)
    with pytest.raises(NotNow):
        scene.report(on)


@pytest.mark.clause("JG-17")
def test_who_reported_confirms_nothing_however_many_posts_they_hold(scene):
    for role in ("clerk", "inspector"):
        make_post(scene.inspector, scene.branch, role)
    own = scene.own["inspector"]
    scene.give(issuer=scene.branch, by=own)
    scene.report(TUESDAY, by=scene.inspector)
    assert inbox(scene.inspector, TUESDAY) == [] and inbox(own, TUESDAY) == [scene.order]
    for step in (scene.close, lambda on, by: scene.return_it(on, DUE, by=by)):
        with pytest.raises(PermissionDenied, match="另一个人"):
            step(TUESDAY, by=scene.inspector)
    # Nor in a later round, when somebody else has reported.
    scene.return_it(TUESDAY, DUE, by=own)
    scene.report(WEDNESDAY, by=scene.clerk)
    assert inbox(scene.inspector, WEDNESDAY) == [] and inbox(own, WEDNESDAY) == [scene.order]
    with pytest.raises(PermissionDenied, match="另一个人"):
        scene.close(WEDNESDAY, by=scene.inspector)
    assert scene.close(WEDNESDAY, by=own).state == "closed"


@pytest.mark.clause("PL-18")
@pytest.mark.parametrize(
    ("side", "role", "issuer", "may"),
    [
        ("above", "inspector", "county", True),
        ("above", "approver", "county", True),
        ("above", "supervisor", "county", False),
        ("above", "secretary", "county", False),
        ("above", "inspector", "branch", False),  # holds no post there
        ("own", "inspector", "branch", True),
        ("own", "inspector", "county", False),
        ("own", "approver", "branch", False),  # decides below, not for the own organisation
        ("own", "clerk", "branch", False),
        ("others", "inspector", "other", False),
        ("others", "approver", "other", False),
    ],
)
def test_who_may_order_whom(scene, side, role, issuer, may):
    person = getattr(scene, side)[role]
    if may:
        assert scene.give(by=person, issuer=getattr(scene, issuer)).issuer == getattr(scene, issuer)
        return
    with pytest.raises((PermissionDenied, ValidationError)):
        scene.give(by=person, issuer=getattr(scene, issuer))
    assert not Order.objects.exists() and not Deadline.objects.exists()


@pytest.mark.clause("PL-18")
def test_no_order_is_given_in_the_name_of_one_that_does_not_stand_above(scene):
    """Whoever may order from above and works there too."""
    inspector = scene.above["inspector"]
    make_post(inspector, scene.other, "inspector")
    with pytest.raises(ValidationError, match="只能要求本级或者下级组织整改"):
        scene.give(by=inspector, issuer=scene.other)
    assert scene.give(by=inspector, issuer=scene.county).issuer == scene.county


@pytest.mark.parametrize(("side", "role"), [("own", "inspector"), ("own", "approver"), ("others", "inspector")])
def test_nobody_but_the_issuers_side_confirms(scene, side, role):
    scene.give()
    scene.report(TUESDAY)
    with pytest.raises(PermissionDenied):
        scene.close(TUESDAY, by=getattr(scene, side)[role])


@pytest.mark.parametrize(("side", "role"), [("others", "clerk"), ("own", "supervisor"), ("above", "inspector")])
def test_nobody_but_the_addressee_reports(scene, side, role):
    scene.give()
    with pytest.raises(PermissionDenied):
        scene.report(TUESDAY, by=getattr(scene, side)[role])


def test_a_department_of_another_organisation_a_day_past_and_no_reason_are_refused(scene):
    elsewhere = make_department(scene.other)
    for given in ({"department": elsewhere}, {"due_on": MONDAY}, {"what": "  "}, {"why": ""}):
        with pytest.raises(ValidationError):
            scene.give(**given)


@pytest.mark.clause("JG-17")
def test_overdue_it_goes_up_to_the_head_and_then_to_the_superiors_supervisors(scene):
    """Due on Tuesday 13 October: one working day late on the 14th, three on the 16th."""
    scene.give()

    def late_notices(on: date) -> set[str]:
        remind(on=on, now=noon(on))
        rows = Notice.objects.filter(key__contains=":late_").select_related("recipient")
        return {row.recipient.username for row in rows}

    assert late_notices(date(2026, 10, 14)) == {"branch-clerk", "branch-secretary"}
    above = {f"county-{role}" for role in ("inspector", "approver", "secretary", "supervisor")}
    assert late_notices(date(2026, 10, 16)) == {"branch-clerk", "branch-secretary"} | above
    assert list(Order.objects.overdue(date(2026, 10, 14))) == [scene.order]
    assert not Order.objects.overdue(DUE)


def test_evidence_goes_with_the_next_report_and_stays_then(scene, upload):
    scene.give()
    kept = add_evidence(scene.order, upload=upload("板.txt"), by=scene.clerk, now=noon(TUESDAY))
    with pytest.raises(ValidationError, match="已经传过"):
        add_evidence(scene.order, upload=upload("板.txt"), by=scene.clerk, now=noon(TUESDAY))
    with pytest.raises(PermissionDenied):
        add_evidence(scene.order, upload=upload("它.txt"), by=scene.inspector, now=noon(TUESDAY))
    other = add_evidence(scene.order, upload=upload("别的.txt"), by=scene.clerk, now=noon(TUESDAY))
    remove_evidence(scene.order, evidence=other, by=scene.clerk, now=noon(TUESDAY))
    scene.report(TUESDAY)
    assert [row.name for row in scene.order.reports.get().evidence.all()] == ["板.txt"]
    scene.return_it(WEDNESDAY, DUE)
    with pytest.raises(ValidationError, match="已经随报告交了"):
        remove_evidence(scene.order, evidence=kept, by=scene.clerk, now=noon(WEDNESDAY))


def test_a_page_that_was_sent_twice_demands_nothing_twice(scene):
    scene.give()
    with pytest.raises(ValidationError, match="已经要求过"):
        scene.give()
    scene.withdraw(MONDAY)
    assert scene.give().state == "open" and Order.objects.count() == 2


def test_who_reported_does_not_withdraw_it_either(scene):
    scene.give()
    make_post(scene.clerk, scene.county, "inspector")
    scene.report(TUESDAY)
    with pytest.raises(PermissionDenied, match="另一个人撤销"):
        scene.withdraw(WEDNESDAY, by=scene.clerk)
    assert scene.withdraw(WEDNESDAY).state == "withdrawn"
