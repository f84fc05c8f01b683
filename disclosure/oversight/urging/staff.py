"""What waits to be answered stands among the person's work of today; what was pressed for is a view of those who watch."""

from catalog.staff.offered import offer
from disclosure.organizations.access import Access
from disclosure.oversight.frame import View, add_view
from disclosure.oversight.urging.actions import urges
from disclosure.web.components import TaskCard

MOST = 20

add_view(View("urges", "催办", "act", "oversight:urges", "oversight:organization_urges"))


@offer
def cards_to_answer(access: Access) -> list[TaskCard]:
    """Oldest first. One statement."""
    rows = urges.inbox(access).select_related("deadline__organization", "issuer").order_by("pk")[:MOST]
    return [
        TaskCard(
            urge.deadline.title,
            urge.get_absolute_url(),
            "催办",
            str(urge.deadline.organization),
            f"{urge.issuer}催办",
            "late",
            note=urge.words,
            action_label="去答复",
            action_url=urge.get_absolute_url(),
        )
        for urge in rows
    ]
