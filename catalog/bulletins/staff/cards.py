"""Notices that wait to be published and reports from below that wait for an answer, as task cards. Two queries."""

from catalog.bulletins.actions import bulletins
from catalog.bulletins.models import Bulletin, UpwardReport
from catalog.bulletins.upward_reports import reports
from disclosure.deadlines.dates import local_day, month_day
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DECIDE_BELOW, PUBLISH
from disclosure.web.components import TaskCard

MOST = 20


def task_cards(access: Access) -> list[TaskCard]:
    """Oldest first; one's own notice waits for another person."""
    if not access.has_any(PUBLISH, DECIDE_BELOW):
        return []
    to_publish, to_answer = (
        table.inbox(access).select_related("organization").order_by("pk")[:MOST] for table in (bulletins, reports)
    )
    return [*map(notice_card, to_publish), *map(report_card, to_answer)]


def notice_card(bulletin: Bulletin) -> TaskCard:
    words = f"{month_day(local_day(bulletin.saved_at))}写好"
    return card(bulletin, bulletin.get_kind_display(), bulletin.get_staff_url(), words, "去发布")


def report_card(report: UpwardReport) -> TaskCard:
    words, action = f"{month_day(local_day(report.sent_at))}报送", "去答复" if report.received_at else "去签收"
    return card(report, "情况反映", report.get_absolute_url(), words, action)


def card(row: Bulletin | UpwardReport, kind: str, url: str, words: str, action: str) -> TaskCard:
    return TaskCard(row.title, url, kind, str(row.organization), words, "waiting", action_label=action, action_url=url)
