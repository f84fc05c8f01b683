"""Meetings: called with an agenda from what is open, told once, minuted by one, confirmed by another; resolutions on the ledger."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_person, noon
from disclosure.oversight.meetings.actions import (
    cancel,
    change_minutes,
    confirm_minutes,
    enter_held,
    invite,
    meetings,
    resolve,
    send_back,
    write_minutes,
)
from disclosure.oversight.meetings.due import open_meetings_due
from disclosure.oversight.meetings.models import MeetingDue, Resolution, WorkMeeting
from disclosure.oversight.meetings.resolutions import confirm_done, drop_resolution, not_done, report_done, resolutions
from disclosure.oversight.meetings.tests.factories import Office
from disclosure.oversight.supervisors.actions import end_supervisor
from disclosure.workflow.kit import SYSTEM, Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.clause("QJ-18"), pytest.mark.clause("YY-19")]
ON = date(2026, 1, 5)
NOW, DAY = noon(ON), timedelta(days=1)
M, R = WorkMeeting.State, Resolution.State


@pytest.fixture
def office():
    return Office()


def owed(organization, title, due_on, kind="duty", on=ON):
    rule = {"calendar_days": (due_on - on).days}
    return open_deadline(organization=organization, kind=kind, title=title, start_on=on, rule=rule, now=noon(on))


# --- the agenda ---


def test_the_agenda_is_made_of_what_is_open(office):
    below = make_organization("below", office.organization)
    office.resolved(what="放低公开栏", due_on=ON + 8 * DAY)
    for number in range(12):
        owed(office.organization, f"公开预算{number:02}", ON + 2 * DAY)
    owed(office.organization, "意见7号", ON + 2 * DAY, "opinion")
    owed(office.organization, "意见8号", ON + 60 * DAY, "opinion")
    owed(office.organization, "整改栏目", ON + 60 * DAY, "rectification")
    owed(below, "下级的", ON + 2 * DAY)
    agenda = office.call(on=ON + 14 * DAY).agenda
    assert "放低公开栏（综合科，2026年1月13日前，正在办，已经逾期）" in agenda
    # The resolution's own row is late too, and so is one of the opinions.
    assert "逾期的事项：14件" in agenda and "公开预算00" in agenda and "……等14件" in agenda
    assert "公开预算11" not in agenda
    assert "还没有答复的意见和咨询：2件，其中逾期1件" in agenda and "整改：1件，其中逾期0件" in agenda
    assert "下级党组织逾期的：1件" in agenda
    assert agenda.index("上次议定") < agenda.index("逾期的事项") < agenda.index("下一步")


def test_the_agenda_costs_the_same_however_much_is_open(office, django_assert_num_queries):
    from disclosure.oversight.meetings.agenda import agenda_of  # noqa: PLC0415

    for number in range(3):
        owed(office.organization, f"一{number}", ON + DAY)
    with django_assert_num_queries(4):
        agenda_of(office.organization, ON + 20 * DAY)
    for number in range(30):
        owed(office.organization, f"二{number}", ON + DAY)
    with django_assert_num_queries(4):
        agenda_of(office.organization, ON + 20 * DAY)


# --- who comes ---


@pytest.mark.clause("LK-24")
@pytest.mark.parametrize(
    ("kind", "with_supervisors", "expected"),
    [
        ("supervisors", False, {"王监督", "office-secretary", "office-clerk"}),
        ("group", False, {"office-secretary", "office-leader", "office-clerk"}),
        ("group", True, {"office-secretary", "office-leader", "office-clerk", "王监督"}),
    ],
)
def test_those_concerned_are_told_once(office, kind, with_supervisors, expected):
    office.seat("office", "member", office.secretary)
    meeting = office.invited(kind, with_supervisors=with_supervisors)
    assert set(meeting.invitations.values_list("name", flat=True)) == expected
    assert meeting.invitations.count() == len(expected)
    assert Notice.objects.filter(recipient=office.secretary, title__contains="请您参加").count() == 1
    assert Notice.objects.filter(recipient=office.watcher, title__contains="请您参加").count() == ("王监督" in expected)
    assert not Notice.objects.filter(recipient=office.approver, title__contains="请您参加").exists()


def test_a_meeting_of_supervisors_needs_a_supervisor(office):
    end_supervisor(office.supervisor, reason="调离", by=office.approver, now=NOW)
    meeting = office.call()
    with pytest.raises(Blocked, match="没有在聘的监督员"):
        invite(meeting, by=office.clerk, now=NOW)


def test_who_was_told_hears_that_it_does_not_take_place(office):
    cancel(office.invited(), reason="停电", by=office.clerk, now=NOW)
    assert Notice.objects.filter(recipient=office.watcher, body="原因：停电").exists()


# --- minutes and what was resolved ---


def test_whoever_wrote_of_the_minutes_does_not_confirm_them(office):
    meeting = office.minuted(resolutions=[("放低公开栏", ON + 10 * DAY)])
    with pytest.raises(PermissionDenied):
        confirm_minutes(meeting, by=office.clerk, now=NOW)
    meeting = change_minutes(
        meeting, held_on=ON, minutes="改过", attended=meeting.invitations.all(), by=office.secretary, now=NOW
    )
    resolve(meeting, what="再一件", due_on=ON + 9 * DAY, responsible="综合科", by=office.secretary, now=NOW)
    with pytest.raises(PermissionDenied):
        confirm_minutes(meeting, by=office.secretary, now=NOW)
    waiting = [
        person for person in (office.clerk, office.secretary, office.approver) if meetings.inbox(access_of(person, ON))
    ]
    assert waiting == [office.approver]
    confirmed = confirm_minutes(meeting, by=office.approver, now=NOW)
    assert confirmed.state == M.CONFIRMED
    assert {row.state for row in confirmed.resolutions.all()} == {R.OPEN}


def test_minutes_say_who_came_and_come_after_the_meeting(office):
    meeting = office.invited(planned_on=ON + 3 * DAY)
    with pytest.raises(ValidationError, match="还没有开"):
        write_minutes(meeting, held_on=ON + 3 * DAY, minutes="一", others_present="某", by=office.clerk, now=NOW)
    with pytest.raises(ValidationError, match="到会的人"):
        write_minutes(meeting, held_on=ON, minutes="一", by=office.clerk, now=NOW)
    came = meeting.invitations.filter(name="王监督")
    write_minutes(meeting, held_on=ON, minutes="一", attended=came, by=office.clerk, now=NOW)
    assert {row.name for row in meeting.invitations.filter(attended=True)} == {"王监督"}
    assert meeting.invitations.filter(attended=False).count() == 2


def test_minutes_that_are_sent_back_are_written_anew(office):
    meeting = send_back(office.minuted(), reason="漏了一件", by=office.secretary, now=NOW)
    assert meeting.state == M.INVITED
    assert Notice.objects.filter(recipient=office.clerk, body="原因：漏了一件").exists()


def test_a_resolution_is_owed_from_the_confirmation_on_by_who_was_named(office):
    meeting = office.minuted()
    resolve(meeting, what="放低公开栏", due_on=date(2026, 1, 20), person=office.clerk, by=office.clerk, now=NOW)
    row = meeting.resolutions.get()
    assert row.deadline is None and row.responsible == "office-clerk"
    with pytest.raises(ValidationError, match="没有工作岗位"):
        resolve(meeting, what="二", due_on=date(2026, 1, 20), person=office.leader, by=office.clerk, now=NOW)
    confirm_minutes(meeting, by=office.secretary, now=NOW)
    due = meeting.resolutions.get().deadline
    assert (due.kind, due.person, due.due_on) == (Deadline.Kind.MEETING, office.clerk, date(2026, 1, 20))
    assert Notice.objects.filter(recipient=office.clerk, title__contains="由您负责").count() == 1


def test_what_was_resolved_is_done_by_one_and_confirmed_by_another(office):
    row = office.resolved(due_on=date(2026, 1, 20))
    done_on = date(2026, 1, 19)
    row = report_done(row, outcome="已放低", by=office.secretary, now=noon(done_on))
    with pytest.raises(PermissionDenied):
        confirm_done(row, by=office.secretary, now=noon(done_on))
    assert list(resolutions.inbox(access_of(office.approver, done_on))) == [row]
    row = confirm_done(row, by=office.approver, now=noon(date(2026, 1, 22)))
    # The day that counts is that on which it was done, once another has seen so.
    assert (row.deadline.closed_on, row.deadline.was_late()) == (done_on, False)


def test_what_was_not_done_goes_on_and_is_late(office):
    row = office.resolved(due_on=date(2026, 1, 20))
    row = report_done(row, outcome="差不多", by=office.clerk, now=noon(date(2026, 1, 19)))
    row = not_done(row, reason="还是太高", by=office.secretary, now=noon(date(2026, 1, 20)))
    assert (row.state, row.done_by) == (R.OPEN, None)
    assert Deadline.objects.overdue(date(2026, 1, 21)).get() == row.deadline
    row = drop_resolution(row, reason="换了新栏", by=office.secretary, now=noon(date(2026, 1, 22)))
    assert row.deadline.closed_as == "ended" and row.deadline.was_late()


# --- how often ---


def quarters(organization) -> list[tuple[date, date, str]]:
    rows = MeetingDue.objects.filter(organization=organization).select_related("deadline").order_by("starts_on")
    return [(row.starts_on, row.deadline.due_on, row.deadline.closed_as) for row in rows]


def test_the_next_meeting_is_owed_each_quarter_and_met_by_one_held_in_it(office):
    assert open_meetings_due(on=ON, now=NOW) == 1
    assert open_meetings_due(on=ON, now=NOW) == 0
    due = MeetingDue.objects.get().deadline
    assert due.due_on == date(2026, 3, 31) and due.title == "2026年第一季度监督员会议"
    assert due.trace["source"]["preset"] and "定期召开监督员会议" in due.trace["source"]["sentence"]
    office.confirmed(on=date(2026, 2, 9))
    due.refresh_from_db()
    assert (due.closed_on, due.closed_as) == (date(2026, 2, 9), "done")


def test_what_was_held_without_telling_anybody_counts_from_the_day_it_is_confirmed(office):
    """Nothing dated shows that it was held within the quarter; nobody is asked to come to what is over."""
    open_meetings_due(on=ON, now=NOW)
    entered = date(2026, 4, 8)
    meeting = office.call(on=entered, planned_on=date(2026, 3, 30))
    with pytest.raises(NotNow, match="补登"):
        invite(meeting, by=office.clerk, now=noon(entered))
    meeting = enter_held(meeting, by=office.clerk, now=noon(entered))
    assert not Notice.objects.filter(title__contains="请您参加").exists()
    given = {"held_on": date(2026, 3, 30), "minutes": "一", "attended": meeting.invitations.all()}
    meeting = write_minutes(meeting, **given, by=office.clerk, now=noon(entered))
    assert meeting.is_entered_late
    confirm_minutes(meeting, by=office.secretary, now=noon(entered))
    due = MeetingDue.objects.get(starts_on=date(2026, 1, 1)).deadline
    assert (due.closed_on, due.was_late()) == (entered, True)
    with pytest.raises(ValidationError, match="补登60天"):
        office.call(on=entered, planned_on=date(2026, 1, 30))


def test_who_met_before_anybody_asked_owes_nothing_for_that_quarter(office):
    office.confirmed(on=date(2026, 2, 9))
    assert open_meetings_due(on=date(2026, 2, 10), now=noon(date(2026, 2, 10))) == 0
    assert open_meetings_due(on=date(2026, 4, 1), now=noon(date(2026, 4, 1))) == 1


def test_a_quarter_that_was_missed_stays_late_and_another_is_owed(office):
    for on in (ON, date(2026, 4, 1), date(2026, 7, 1)):
        open_meetings_due(on=on, now=noon(on))
    office.confirmed(on=date(2026, 4, 8))
    first, second, third = quarters(office.organization)
    assert (first[2], second[2], third[2]) == ("ended", "done", "")
    assert MeetingDue.objects.get(starts_on=date(2026, 1, 1)).deadline.was_late()


def test_what_an_outage_passed_over_is_owed_all_the_same(office):
    open_meetings_due(on=ON, now=NOW)
    later = date(2026, 8, 3)
    assert open_meetings_due(on=later, now=noon(later)) == 2
    assert [row[0] for row in quarters(office.organization)] == [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]


@pytest.mark.parametrize(
    ("slug", "kinds"),
    [("qijiang", ["supervisors"]), ("yueyang", ["group"]), ("longkou", []), ("jiguan", []), ("pingluo", [])],
)
def test_only_what_the_document_asks_for_is_owed(slug, kinds):
    organization = Office(slug=slug, code="one").organization
    constant = make_organization("nobody")
    open_meetings_due(on=ON, now=NOW)
    assert list(MeetingDue.objects.filter(organization=organization).values_list("kind", flat=True)) == kinds
    assert not MeetingDue.objects.filter(organization=constant).exists()


def test_without_a_group_or_a_supervisor_no_meeting_is_owed(office):
    end_supervisor(office.supervisor, reason="调离", by=office.approver, now=NOW)
    assert open_meetings_due(on=ON, now=NOW) == 0


def test_looking_for_what_is_owed_costs_the_same_for_one_and_for_many(office, django_assert_num_queries):
    open_meetings_due(on=ON, now=NOW)
    with django_assert_num_queries(7):
        open_meetings_due(on=ON, now=NOW)
    for number in range(4):
        Office(code=f"more-{number}")
    open_meetings_due(on=ON, now=NOW)
    with django_assert_num_queries(7):
        open_meetings_due(on=ON, now=NOW)


# --- who reads it ---


def test_pages_are_for_those_invited_and_those_who_watch():
    today = timezone.localdate()
    office = Office(on=today)
    foreign = Office("foreign", on=today)
    meeting = office.minuted(resolutions=[("放低公开栏", today + 20 * DAY)])
    row = meeting.resolutions.get()
    page, staff = meeting.get_absolute_url(), meeting.get_staff_url()
    assert client_of(office.watcher).get(page).status_code == 200
    assert "大家都发了言" not in client_of(office.watcher).get(page).content.decode()
    confirm_minutes(meeting, by=office.secretary, now=timezone.now())
    shown = client_of(office.watcher).get(page).content.decode()
    assert "大家都发了言" in shown and "放低公开栏" in shown
    outsiders = [make_person("member"), foreign.secretary, foreign.watcher, foreign.clerk]
    for person in outsiders:
        assert client_of(person).get(page).status_code == 404
    for person in (foreign.secretary, foreign.clerk):
        assert client_of(person).get(staff).status_code == 404
        assert client_of(person).get(row.get_absolute_url()).status_code == 404
        assert "放低公开栏" not in client_of(person).get("/oversight/meetings/").content.decode()
    assert client_of(foreign.secretary).get("/oversight/meetings/o/office/").status_code == 404


def test_who_watches_from_above_learns_who_is_late_and_not_with_what():
    today = timezone.localdate()
    county = make_organization("county")
    office = Office("town", on=today, superior=county)
    row = office.resolved(due_on=today + 9 * DAY, on=today)
    above = client_of(make_holder(county, "secretary"))
    assert above.get(row.meeting.get_absolute_url()).status_code == 404
    shown = above.get("/oversight/meetings/").content.decode()
    assert row.number in shown and row.what not in shown and "综合科" in shown
    assert row.what not in b"".join(above.get("/oversight/deadlines.csv?state=open")).decode()
    assert row.deadline.title == row.number
    assert row.what in client_of(office.secretary).get("/oversight/meetings/").content.decode()


def test_the_page_of_meetings_costs_the_same_for_one_and_for_many(django_assert_max_num_queries):
    today = timezone.localdate()
    office = Office(on=today)
    browser = client_of(office.secretary)

    def statements() -> int:
        with django_assert_max_num_queries(40) as found:
            assert browser.get("/oversight/meetings/").status_code == 200
        return len(found)

    office.confirmed(resolutions=[("一", today + 9 * DAY)])
    first = statements()
    for number in range(6):
        office.confirmed(resolutions=[(f"二{number}", today + 9 * DAY), (f"三{number}", today + 9 * DAY)])
    assert statements() == first


def stamp_of(browser, meeting, name) -> str:
    """What the form of that action says was seen."""
    rows = browser.get(meeting.get_staff_url()).context["offers"]
    return next(row for row in rows if row.action.name == name).form["seen"].value()


def test_the_whole_way_through_the_staff_pages():
    today = timezone.localdate()
    office = Office(on=today)
    clerk, secretary, approver = map(client_of, (office.clerk, office.secretary, office.approver))
    call = {"kind": "supervisors", "planned_on": today, "place": "会议室", "organization": "office"}
    assert clerk.post("/admin/oversight/workmeeting/add/", call).status_code == 302
    meeting = WorkMeeting.objects.get()
    base = f"/admin/oversight/workmeeting/{meeting.pk}/do"
    clerk.post(f"{base}/invite/", {"invite-seen": stamp_of(clerk, meeting, "invite")})
    came = meeting.invitations.get(name="王监督")
    given = {"held_on": today, "attended": [came.pk], "minutes": "都同意。"}
    clerk.post(f"{base}/write_minutes/", {f"write_minutes-{name}": value for name, value in given.items()})
    given = {"what": "放低公开栏", "responsible": "综合科", "due_on": today + 9 * DAY}
    clerk.post(f"{base}/resolve/", {f"resolve-{name}": value for name, value in given.items()})
    assert "纪要等您确认" in secretary.get("/admin/").content.decode()
    stamp = stamp_of(secretary, meeting, "confirm")
    secretary.post(f"{base}/confirm/", {"confirm-seen": stamp})
    row = Resolution.objects.get()
    assert row.state == R.OPEN
    work = f"/admin/oversight/resolution/{row.pk}/do"
    secretary.post(f"{work}/report_done/", {"report_done-outcome": "已放低"})
    approver.post(f"{work}/confirm_done/")
    row.refresh_from_db()
    assert row.state == R.CONFIRMED


def test_nobody_elses_action_is_taken_by_the_system_or_from_outside(office):
    foreign = Office("foreign")
    meeting = office.minuted()
    for person in (foreign.secretary, foreign.approver, office.collector, office.leader):
        with pytest.raises(PermissionDenied):
            confirm_minutes(meeting, by=person, now=NOW)
    with pytest.raises(PermissionDenied):
        confirm_minutes(meeting, by=SYSTEM, now=NOW)
