"""What waits for a person of inspections, on the first page of the desk."""

from disclosure.organizations.access import Access
from disclosure.oversight.inspections.actions.table import inspections
from disclosure.oversight.inspections.models import Inspection
from disclosure.web.components import TaskCard

MOST = 20


def inspection_cards(access: Access) -> list[TaskCard]:
    """Oldest first; none of what the person may not know. Two queries at most."""
    seen = Inspection.objects.to_be_seen_by(access)
    rows = inspections.inbox(access).filter(pk__in=seen).distinct().select_related("organization").order_by("pk")
    return [card_of(row) for row in rows[:MOST]]


def card_of(row: Inspection) -> TaskCard:
    url = row.get_absolute_url()
    return TaskCard(
        row.title,
        url,
        "检查",
        str(row.organization),
        row.get_state_display(),
        "waiting",
        action_label="去办理",
        action_url=url,
    )
