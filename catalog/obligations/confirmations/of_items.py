"""What a registered item does to the confirmation of its entry: it answers it."""

from datetime import date

from django.db.models import Q

from catalog.items.models import Item
from catalog.obligations.confirmations.actions import settle
from catalog.obligations.confirmations.models import Confirmation
from disclosure.workflow.kit import Act


def answer_by_item(act: Act) -> None:
    settle_around(act, act.subject, [act.subject.event_on])


def answer_by_changed_item(act: Act) -> None:
    """Its event may have moved from one quarter to another."""
    if days := act.details.get("event_on"):
        settle_around(act, act.subject, [date.fromisoformat(str(day)) for day in days])


def settle_around(act: Act, item: Item, days: list[date]) -> None:
    """One query where no confirmation waits for it."""
    if item.entry is None:
        return
    covering = Q(pk__in=[])
    for day in days:
        covering |= Q(starts_on__lte=day, ends_on__gte=day)
    rows = Confirmation.objects.filter(covering, organization=item.organization_id, answers__entry_code=item.entry.code)
    for row in rows.order_by("pk"):
        act.follow(settle, row)
