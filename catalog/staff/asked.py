"""Exemptions, deferrals and changes of the catalogue that wait for the person's word, as task cards. Two queries."""

from catalog.changes.actions import changes
from catalog.changes.models import EntryChange
from catalog.items.staff.rows import short_day
from catalog.obligations.withholdings.actions import withholdings
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW, PUBLISH

MOST = 20
ACTIONS = {Withholding.State.SUBMITTED: "去批准", Withholding.State.AGREED: "去审定"}


def asked_cards(access: Access) -> list[dict]:
    """Oldest first; nothing is asked of who decides nothing."""
    if not access.has_any(APPROVE, DECIDE_BELOW, PUBLISH):
        return []
    waiting = withholdings.inbox(access).select_related("organization", "entry", "item").order_by("pk")[:MOST]
    asked = changes.inbox(access).select_related("organization").order_by("pk")[:MOST]
    return [*map(withholding_card, waiting), *map(change_card, asked)]


def withholding_card(withholding: Withholding) -> dict:
    url = withholding.get_absolute_url()
    return {
        "title": f"{withholding.get_kind_display()}：{withholding.subject}",
        "kind": "不予公开和暂缓",
        "url": url,
        "whose": str(withholding.organization),
        "words": f"{short_day(local_day(withholding.proposed_at))}提出",
        "state": "waiting",
        "action_label": ACTIONS[Withholding.State(withholding.state)],
        "action_url": url,
    }


def change_card(change: EntryChange) -> dict:
    url = change.get_absolute_url()
    return {
        "title": f"{change.get_kind_display()}：{change.subject}",
        "kind": "目录事项变更",
        "url": url,
        "whose": str(change.organization),
        "words": f"{short_day(local_day(change.asked_at))}申请",
        "state": "waiting",
        "action_label": "去批准",
        "action_url": url,
    }
