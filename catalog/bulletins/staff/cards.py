"""Notices that wait to be published and reports from below that wait for an answer, as task cards. Two queries."""

from catalog.bulletins.actions import bulletins
from catalog.bulletins.models import Bulletin, UpwardReport
from catalog.items.staff.rows import short_day
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DECIDE_BELOW, PUBLISH

MOST = 20


def told_cards(access: Access) -> list[dict]:
    """Oldest first; one's own notice waits for another person."""
    if not access.has_any(PUBLISH, DECIDE_BELOW):
        return []
    notices = bulletins.inbox(access).select_related("organization").order_by("pk")[:MOST]
    reports = reports_to_answer(access).select_related("organization").order_by("pk")[:MOST]
    return [*map(notice_card, notices), *map(report_card, reports)]


def reports_to_answer(access: Access):
    rows = UpwardReport.objects.filter(to_organization_id__in=access.organization_ids(DECIDE_BELOW))
    return rows.filter(state__in=[UpwardReport.State.SENT, UpwardReport.State.RECEIVED])


def notice_card(bulletin: Bulletin) -> dict:
    words = f"{short_day(local_day(bulletin.saved_at))}写好"
    return card(bulletin, bulletin.get_kind_display(), bulletin.get_staff_url(), words, "去发布")


def report_card(report: UpwardReport) -> dict:
    url = f"/admin/catalog/upwardreport/{report.pk}/change/"
    words = f"{short_day(local_day(report.sent_at))}报送"
    return card(report, "情况反映", url, words, "去签收" if report.received_at is None else "去答复")


def card(row, kind: str, url: str, words: str, action: str) -> dict:
    return {
        "title": row.title,
        "kind": kind,
        "url": url,
        "whose": str(row.organization),
        "words": words,
        "state": "waiting",
        "action_label": action,
        "action_url": url,
    }
