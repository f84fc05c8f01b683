"""The monthly quota of each department, and the report of the year: owed, met, late."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalog.changes.history import removals
from catalog.directory.tests.factories import branch
from catalog.filings.opening import open_filing
from catalog.items.actions.checking import review
from catalog.items.models import Item
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.fulfilling import meet_by_filing
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_department, noon

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
SEPTEMBER = date(2026, 9, 1)


def sweep(on) -> int:
    return open_duties(on=on, now=noon(on), removals=removals)


def desk_of(slug="pingluo") -> Desk:
    return Desk(slug=slug, entries=[branch("1", "其他", [branch("1-1", "学习情况"), branch("1-2", "党务信息")])])


def quota(department, month=9) -> Duty:
    rows = Duty.objects.select_related("deadline", "fulfilled_by")
    return rows.get(kind="quota", department=department, starts_on=date(2026, month, 1))


def counted() -> tuple[int, int, int]:
    return Duty.objects.count(), Deadline.objects.count(), Event.objects.count()


@pytest.mark.clause("PL-16")
def test_every_department_in_use_owes_one_item_a_month():
    desk = desk_of()
    office, finance = make_department(desk.organization), make_department(desk.organization, "财务科")
    make_department(desk.organization, "撤销的科室", is_active=False)
    assert sweep(SEPTEMBER) == 2
    owed = quota(office)
    assert owed.deadline.title == "办公室 每月一篇党务公开信息（2026年9月）"
    assert (owed.deadline.due_on, owed.deadline.department) == (date(2026, 9, 30), office)
    assert owed.deadline.url == "/admin/catalog/item/add/?organization=branch"
    assert quota(finance).is_open
    before = counted()
    assert sweep(SEPTEMBER) == 0
    assert counted() == before
    assert sweep(date(2026, 10, 8)) == 2


@pytest.mark.clause("PL-16")
def test_the_first_piece_that_the_department_hands_in_meets_it_published_or_not():
    desk = desk_of()
    office, finance = make_department(desk.organization), make_department(desk.organization, "财务科")
    sweep(SEPTEMBER)
    item = desk.registered(department=office)
    assert quota(office).is_open, "written is not reported"
    item = desk.submitted(item)
    owed = quota(office)
    assert (owed.fulfilled_by, owed.deadline.closed_as) == (item, "done")
    # The item's own limit stays its own.
    assert item.deadline.kind == "item"
    assert quota(finance).is_open
    review(item, passed=False, reason="再写清楚些。", by=desk.reviewer, now=desk.tick())
    second = desk.released(department=office, title="又一篇")
    assert quota(office).fulfilled_by == item
    assert not second.duties.exists()


@pytest.mark.clause("PL-16")
def test_what_was_reported_before_the_quota_was_opened_has_met_it():
    desk = desk_of()
    office = make_department(desk.organization)
    item = desk.submitted(department=office)
    sweep(date(2026, 9, 2))
    assert quota(office).fulfilled_by == item
    assert quota(office).fulfilled_on == SEPTEMBER


@pytest.mark.clause("PL-16")
def test_what_was_reported_stays_reported_when_it_is_withdrawn_and_is_counted_apart_from_what_is_published(client):
    desk = desk_of()
    office = make_department(desk.organization)
    sweep(SEPTEMBER)
    first = desk.released(department=office)
    desk.released(department=office, title="又一篇")
    desk.submitted(department=office, title="第三篇")
    client.force_login(desk.clerk)
    page = f"/admin/catalog/duty/{quota(office).pk}/change/"
    assert "上报3篇，公开2篇" in client.get(page).content.decode()
    desk.withdrawn(first)
    assert quota(office).fulfilled_by == first
    assert "上报3篇，公开1篇" in client.get(page).content.decode()
    assert "上报3篇，公开1篇" in client.get("/admin/catalog/duty/").content.decode()


@pytest.mark.clause("PL-16")
def test_what_is_handed_in_again_after_the_month_counts_for_the_month_of_the_first_time():
    desk = desk_of()
    office = make_department(desk.organization)
    item = desk.submitted(department=office)
    sweep(SEPTEMBER)
    review(item, passed=False, reason="再写清楚些。", by=desk.reviewer, now=desk.tick())
    sweep(date(2026, 10, 8))
    desk.now = noon(date(2026, 10, 12))
    desk.submitted(Item.objects.get())
    assert quota(office).fulfilled_on == SEPTEMBER
    assert quota(office, 10).is_open
    assert quota(office, 10).state_words(date(2026, 11, 2)) == "逾期"


@pytest.mark.clause("PL-16")
def test_the_next_months_report_does_not_meet_the_month_before():
    desk = desk_of()
    office = make_department(desk.organization)
    sweep(SEPTEMBER)
    sweep(date(2026, 10, 1))
    desk.now = noon(date(2026, 10, 12))
    item = desk.submitted(department=office, event_on=date(2026, 9, 29))
    assert quota(office).is_open
    assert quota(office, 10).fulfilled_by == item


def test_the_months_of_an_outage_are_made_up_for_and_a_new_department_begins_with_its_first():
    desk = desk_of()
    office = make_department(desk.organization)
    sweep(SEPTEMBER)
    new = make_department(desk.organization, "新设科室")
    assert sweep(date(2026, 12, 2)) == 4
    assert [row.starts_on.month for row in Duty.objects.filter(department=office).order_by("starts_on")] == [
        9,
        10,
        11,
        12,
    ]
    assert [row.starts_on.month for row in Duty.objects.filter(department=new)] == [12]


def test_a_department_that_is_closed_owes_no_more_and_the_log_says_why():
    desk = desk_of()
    office = make_department(desk.organization)
    sweep(SEPTEMBER)
    office.is_active = False
    office.save()
    sweep(date(2026, 9, 2))
    assert quota(office).ended_reason == "科室已停用，不再要求报送"
    assert Event.objects.get(action="duty.ended").changes["count"] == 1


def test_a_scheme_without_a_quota_owes_none():
    desk = desk_of("longkou")
    make_department(desk.organization)
    assert sweep(SEPTEMBER) == 0


# --- the report of the year ---


def report() -> Duty:
    return Duty.objects.select_related("deadline").get(kind="report")


def filing_of(desk):
    return open_filing(
        organization=desk.organization,
        what="report",
        title="党务公开工作情况总结报告",
        event="形成报告",
        start_on=SEPTEMBER,
        now=desk.tick(),
        by=desk.clerk,
        with_deadline=False,
    )


@pytest.mark.clause("YY-12")
def test_the_report_of_the_year_is_owed_by_the_end_of_december_and_met_by_its_filing():
    desk = desk_of("yueyang")
    assert sweep(SEPTEMBER) == 1
    owed = report()
    assert (owed.deadline.kind, owed.deadline.due_on) == ("report", date(2026, 12, 31))
    assert owed.deadline.title == "党务公开工作情况总结报告（2026年）"
    assert owed.deadline.url == f"/admin/catalog/filing/add/?duty={owed.pk}"
    filing = filing_of(desk)
    meet_by_filing(owed, filing, on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    owed = report()
    assert (owed.filing, owed.fulfilled_on, owed.fulfilled_by) == (filing, SEPTEMBER, None)
    assert owed.deadline.closed_as == "done"
    with pytest.raises(ValidationError, match="已经办结"):
        meet_by_filing(owed, filing_of(desk), on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    assert sweep(date(2026, 9, 2)) == 0


@pytest.mark.clause("YY-12")
def test_each_year_owes_its_own_report_and_a_late_one_stays_late():
    desk = desk_of("yueyang")
    sweep(SEPTEMBER)
    assert sweep(date(2027, 1, 4)) == 1
    owed = Duty.objects.get(kind="report", starts_on=date(2026, 1, 1))
    desk.now = noon(date(2027, 1, 4))
    meet_by_filing(owed, filing_of(desk), on=date(2027, 1, 4), by=desk.clerk, now=desk.tick())
    owed.refresh_from_db()
    assert owed.state_words(date(2027, 1, 4)) == "逾期完成"


def test_every_kind_of_duty_is_listed_at_the_desk(client):
    desk = desk_of("yueyang")
    sweep(SEPTEMBER)
    client.force_login(desk.clerk)
    page = client.get("/admin/catalog/duty/").content.decode()
    assert "党务公开工作情况总结报告" in page
    shown = client.get(f"/admin/catalog/duty/{report().pk}/change/").content.decode()
    assert "去报送" in shown
    for state in ("no", "late", "yes", "excused", "ended"):
        assert client.get(f"/admin/catalog/duty/?met={state}").status_code == 200
