"""The office's report: drafted from the ledger, signed by who did not write it, read by the leading group."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from docx import Document

from disclosure.deadlines.actions import close, open_deadline
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import client_of, make_organization, make_person, noon
from disclosure.oversight.meetings.models import OfficeReport
from disclosure.oversight.meetings.reports.actions import (
    discard_report,
    mark_read,
    office_reports,
    return_report,
    save_report,
    sign_report,
    submit_report,
    write_report,
)
from disclosure.oversight.meetings.tests.factories import Office
from disclosure.workflow.kit import Blocked

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-30")]
ON, DAY = date(2026, 4, 1), timedelta(days=1)
NOW = noon(ON)
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
S = OfficeReport.State


@pytest.fixture
def office():
    return Office()


def owed(organization, due_on, closed_on=None, kind="duty"):
    start = due_on - 5 * DAY
    row = open_deadline(
        organization=organization, kind=kind, title="一项", start_on=start, rule={"calendar_days": 5}, now=noon(start)
    )
    if closed_on:
        close(row, on=closed_on, now=noon(closed_on))
    return row


def written(office, **given) -> OfficeReport:
    return write_report(office.organization, from_on=FIRST, until_on=LAST, **given, by=office.clerk, now=NOW)


def signed(office) -> OfficeReport:
    return sign_report(submit_report(written(office), by=office.clerk, now=NOW), by=office.secretary, now=NOW)


def test_the_draft_counts_what_the_ledger_holds(office):
    """By hand: of the organisation's own one in time, one late and closed, one late still; below one late; one of April."""
    below = make_organization("below", office.organization, short_name="石桥村支部")
    owed(office.organization, date(2026, 1, 13), date(2026, 1, 12))
    owed(office.organization, date(2026, 2, 10), date(2026, 2, 12))
    owed(office.organization, date(2026, 3, 10))
    owed(office.organization, date(2026, 4, 14))
    owed(below, date(2026, 3, 10))
    office.confirmed(on=date(2026, 2, 9))
    body = written(office).body
    assert "本级应办3件，按时1件，逾期2件，按时率33%；现在逾期1件。" in body
    assert "应公开任务：应办3件" in body
    assert "下级党组织应办1件，按时0件，逾期1件，按时率0%；现在逾期1件。逾期多的：石桥村支部1件。" in body
    assert "开会1次，议定事项0件，办成0件。在聘监督员1名，提出建议0件，答复0件。" in body


def test_who_wrote_any_of_it_does_not_sign_it(office):
    report = save_report(written(office), title="报告", body="一\n\n二", by=office.secretary, now=NOW)
    report = save_report(report, title="报告", body="一\n\n三", by=office.clerk, now=NOW)
    report = submit_report(report, by=office.clerk, now=NOW)
    for person in (office.clerk, office.secretary):
        with pytest.raises(PermissionDenied):
            sign_report(report, by=person, now=NOW)
    people = (office.clerk, office.secretary, office.approver)
    assert [person for person in people if office_reports.inbox(access_of(person, ON))] == [office.approver]
    report = sign_report(report, by=office.approver, now=NOW)
    assert (report.state, report.signed_by) == (S.SIGNED, office.approver)


def test_one_returned_is_written_on(office):
    report = return_report(
        submit_report(written(office), by=office.clerk, now=NOW), reason="数字不对", by=office.secretary, now=NOW
    )
    assert report.state == S.DRAFT
    assert Notice.objects.filter(recipient=office.clerk, body="原因：数字不对").exists()


def test_the_leading_group_is_told_and_says_that_it_has_read(office):
    report = signed(office)
    told = set(Notice.objects.filter(title__contains="请您阅读").values_list("recipient__username", flat=True))
    assert told == {"office-leader"}  # the secretary signed it
    assert mark_read(report, by=office.leader, now=NOW) is True
    assert mark_read(report, by=office.leader, now=NOW) is False
    assert report.readings.count() == 1
    for person in (office.clerk, make_person("member")):
        with pytest.raises(Blocked):
            mark_read(report, by=person, now=NOW)


@pytest.mark.clause("YY-19")
def test_one_wanted_by_a_day_is_late_until_it_is_signed(office):
    report = written(office, due_on=date(2026, 4, 10))
    due = report.deadline
    assert (due.kind, due.due_on, due.url) == ("report", date(2026, 4, 10), report.get_staff_url())
    assert type(due).objects.overdue(date(2026, 4, 13)).get() == due
    report = submit_report(report, by=office.clerk, now=noon(date(2026, 4, 13)))
    report = sign_report(report, by=office.approver, now=noon(date(2026, 4, 13)))
    assert report.deadline.was_late()
    with pytest.raises(ValidationError):
        written(office, due_on=ON - DAY)


def test_one_that_is_not_written_after_all_is_owed_no_more(office):
    report = discard_report(written(office, due_on=date(2026, 4, 10)), reason="已经口头报告", by=office.clerk, now=NOW)
    assert (report.state, report.deadline.closed_as) == (S.DISCARDED, "ended")


def test_a_period_runs_forward(office):
    with pytest.raises(ValidationError, match="起止"):
        write_report(office.organization, from_on=LAST, until_on=FIRST, by=office.clerk, now=NOW)


def test_pages_and_files_are_for_the_group_and_those_who_watch(client):
    office = Office(on=timezone.localdate() - DAY)
    foreign = Office("foreign", on=timezone.localdate() - DAY)
    today = timezone.localdate()
    report = write_report(
        office.organization, from_on=today - 9 * DAY, until_on=today, by=office.clerk, now=timezone.now()
    )
    page, file = report.get_absolute_url(), f"/oversight/meetings/reports/{report.pk}.docx"
    assert client_of(office.secretary).get(page).status_code == 404  # not signed yet
    report = submit_report(report, by=office.clerk, now=timezone.now())
    sign_report(report, by=office.secretary, now=timezone.now())
    assert client.get(page).status_code == 302
    for person in (foreign.secretary, foreign.watcher, make_person("member")):
        assert [client_of(person).get(url).status_code for url in (page, file)] == [404, 404]
        assert client_of(person).post(f"{page}read/").status_code == 404
    leader = client_of(office.leader)
    assert "我已阅读" in leader.get(page).content.decode()
    leader.post(f"{page}read/")
    assert "已读：office-leader" in client_of(office.watcher).get(page).content.decode()
    paper = Document(io.BytesIO(leader.get(file).content))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert report.title in text and "一、总体情况" in text and office.organization.name in text
    assert client_of(foreign.clerk).get(report.get_staff_url()).status_code == 404
