"""Exemptions, deferrals and changes of the catalogue that wait for the person's word, as task cards. Two queries."""

from catalog.changes.actions import changes
from catalog.changes.models import EntryChange
from catalog.items.staff.rows import short_day
from catalog.obligations.withholdings.actions import withholdings
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW, PUBLISH
from disclosure.web.components import TaskCard

MOST = 20
ACTIONS = {Withholding.State.SUBMITTED: "去批准", Withholding.State.AGREED: "去审定"}


def asked_cards(access: Access) -> list[TaskCard]:
    """Oldest first; nothing is asked of who decides nothing."""
    if not access.has_any(APPROVE, DECIDE_BELOW, PUBLISH):
        return []
    waiting = withholdings.inbox(access).select_related("organization", "entry", "item").order_by("pk")[:MOST]
    asked = changes.inbox(access).select_related("organization").order_by("pk")[:MOST]
    return [*map(withholding_card, waiting), *map(change_card, asked)]


def withholding_card(withholding: Withholding) -> TaskCard:
    words = f"{short_day(local_day(withholding.proposed_at))}提出"
    return card(withholding, "不予公开和暂缓", words, ACTIONS[Withholding.State(withholding.state)])


def change_card(change: EntryChange) -> TaskCard:
    return card(change, "目录事项变更", f"{short_day(local_day(change.asked_at))}申请", "去批准")


def card(row: Withholding | EntryChange, kind: str, words: str, action: str) -> TaskCard:
    title, url = f"{row.get_kind_display()}：{row.subject}", row.get_absolute_url()
    return TaskCard(title, url, kind, str(row.organization), words, "waiting", action_label=action, action_url=url)
