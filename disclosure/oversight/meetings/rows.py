"""Meetings, who came, what was resolved and the office's reports, as rows of tables."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from disclosure.deadlines.dates import local_day, plain
from disclosure.oversight.meetings.models import OfficeReport, ReportReading, Resolution, WorkMeeting
from disclosure.oversight.meetings.reports.readers import group_of
from disclosure.web.components import Badge, Cell
from disclosure.web.paging import MOST_ROWS

M, R = WorkMeeting.State, Resolution.State
MEETING_BADGES = {
    M.PLANNED: "draft",
    M.INVITED: "soon",
    M.MINUTED: "waiting",
    M.CONFIRMED: "done",
    M.CANCELLED: "excused",
}
BADGES = {R.DRAFT: "draft", R.OPEN: "soon", R.DONE: "waiting", R.CONFIRMED: "done", R.DROPPED: "excused"}


def badge_of(row: Resolution, on: date) -> Badge:
    due = row.deadline
    if due and due.is_overdue(on):
        return Badge("late", f"逾期，{row.get_state_display()}")
    if due and row.state == R.CONFIRMED and due.was_late():
        return Badge("late", "逾期后办成")
    return Badge(BADGES[R(row.state)], row.get_state_display())


def resolution_rows(
    found: Any, on: date, *, desks: Collection[int] = (), says_what: bool = False, says_whose: bool = False
) -> list[list[Cell]]:
    """``found``: a query of resolutions; ``desks``: organisations at whose desk the reader works; ``says_what``: the reader was
    invited. Others learn who is late, not with what. One query."""
    return [
        [
            Cell(
                "议定事项",
                "title",
                row.what if says_what or row.organization_id in desks else row.number,
                row.get_absolute_url() if row.organization_id in desks else "",
            ),
            *([Cell("党组织", text=str(row.organization))] if says_whose else []),
            Cell("谁负责", text=row.responsible),
            Cell("哪一天前", text=plain(row.owed_on)),
            Cell("情况", state=(badge := badge_of(row, on)).state, word=badge.word),
        ]
        for row in found.select_related("deadline", "organization").order_by("due_on", "pk")[:MOST_ROWS]
    ]


def invitation_rows(row: WorkMeeting) -> list[list[Cell]]:
    words = {True: "到会", False: "没有到会", None: "已通知"}
    return [
        [
            Cell("姓名", "title", each.name),
            Cell("身份", text=each.called),
            Cell("怎样通知", text="已发消息" if each.person_id else "没有账号，请打电话"),
            Cell("情况", text=words[each.attended]),
        ]
        for each in row.invitations.order_by("pk")
    ]


def meeting_rows(found: Iterable[WorkMeeting], readable: Collection[int]) -> list[list[Cell]]:
    """``readable``: keys of those that the reader may open."""
    return [
        [
            Cell("会议", "title", str(row), row.get_absolute_url() if row.pk in readable else ""),
            Cell("党组织", text=str(row.organization)),
            Cell("情况", state=MEETING_BADGES[M(row.state)], word=row.get_state_display()),
        ]
        for row in found
    ]


def report_rows(found: Iterable[OfficeReport]) -> list[list[Cell]]:
    return [
        [
            Cell("报告", "title", row.title, row.get_absolute_url()),
            Cell("党组织", text=str(row.organization)),
            Cell("签发", text=plain(local_day(row.signed_at)) if row.signed_at else ""),
        ]
        for row in found
    ]


def readers_words(row: OfficeReport, on: date) -> str:
    """Of the leading group: who has read it, and who has not."""
    read = set(ReportReading.objects.filter(report=row).values_list("reader_id", flat=True))
    seats = list(group_of(row.organization_id, on))
    done = [seat.name for seat in seats if seat.person_id in read]
    waiting = [seat.name + ("" if seat.person_id else "（没有账号）") for seat in seats if seat.person_id not in read]
    said = [f"{label}：{'、'.join(names)}" for label, names in (("已读", done), ("还没有读", waiting)) if names]
    return "；".join(said)
