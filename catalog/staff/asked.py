"""Exemptions, deferrals and changes of the catalogue that wait for the person's word, as task cards. Two queries."""

from catalog.changes import guard as changes
from catalog.changes.models import EntryChange
from catalog.changes.to_do import changes_waiting_for
from catalog.items.staff.rows import short_day
from catalog.obligations.withholdings import guard as excuses
from catalog.obligations.withholdings.models import Excuse
from catalog.obligations.withholdings.to_do import excuses_waiting_for
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW, PUBLISH

MOST = 20
ACTIONS = {Excuse.State.SUBMITTED: "去批准", Excuse.State.AGREED: "去审定"}


def asked_cards(access: Access) -> list[dict]:
    """Oldest first; nothing is asked of who decides nothing."""
    if not access.has_any(APPROVE, DECIDE_BELOW, PUBLISH):
        return []
    waiting = excuses_waiting_for(access).select_related("organization", "entry", "item").order_by("pk")[:MOST]
    asked = changes_waiting_for(access).select_related("organization").order_by("pk")[:MOST]
    return [*map(excuse_card, waiting), *map(change_card, asked)]


def excuse_card(excuse: Excuse) -> dict:
    url = excuses.url_of(excuse)
    return {
        "title": f"{excuse.get_kind_display()}：{excuses.subject_of(excuse)}",
        "kind": "不予公开和暂缓",
        "url": url,
        "whose": str(excuse.organization),
        "words": f"{short_day(local_day(excuse.proposed_at))}提出",
        "state": "waiting",
        "action_label": ACTIONS[Excuse.State(excuse.state)],
        "action_url": url,
    }


def change_card(change: EntryChange) -> dict:
    url = changes.url_of(change)
    return {
        "title": f"{change.get_kind_display()}：{changes.subject_of(change)}",
        "kind": "目录事项变更",
        "url": url,
        "whose": str(change.organization),
        "words": f"{short_day(local_day(change.asked_at))}申请",
        "state": "waiting",
        "action_label": "去批准",
        "action_url": url,
    }
