"""What waits to be answered stands among the person's work of today; what was pressed for is a view of those who watch."""

from collections.abc import Iterable

from django.urls import reverse

from catalog.staff.offered import offer, offer_notes
from disclosure.deadlines.dates import month_day
from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import Access
from disclosure.oversight.frame import View, add_view
from disclosure.oversight.urging.actions import urges
from disclosure.oversight.urging.models import Urge
from disclosure.web.components import TaskCard

# More of them stand behind one card.
MOST = 2

add_view(View("urges", "催办", "act", "oversight:urges", "oversight:organization_urges"))
add_view(View("orders", "整改", "act", "admin:orders_order_changelist", is_of_desk=True))


@offer
def cards_to_answer(access: Access) -> list[TaskCard]:
    """A card each for a few, one for many. Two statements at most."""
    waiting = urges.inbox(access)
    rows = list(waiting.select_related("deadline__organization", "issuer").order_by("pk")[: MOST + 1])
    return [card_of(urge) for urge in rows] if len(rows) <= MOST else [card_of_many(rows[0], waiting.count())]


@offer_notes
def promises(rows: Iterable[Deadline]) -> dict[int, str]:
    """By key of the row: the day that was promised last. One statement."""
    answered = Urge.objects.filter(deadline__in=[row.pk for row in rows], promised_on__isnull=False).order_by("pk")
    return {
        row: f"答应{month_day(promised_on)}以前办好"
        for row, promised_on in answered.values_list("deadline", "promised_on")
    }


def card_of(urge: Urge) -> TaskCard:
    return card(urge.deadline.title, urge, urge.get_absolute_url())


def card_of_many(first: Urge, count: int) -> TaskCard:
    return card(f"{count} 件被催办，等您答复", first, reverse("oversight:my_urges"))


def card(title: str, urge: Urge, url: str) -> TaskCard:
    """``urge``: the only one, or the first of several."""
    return TaskCard(
        title,
        url,
        "催办",
        str(urge.deadline.organization),
        f"{urge.issuer}催办",
        "late",
        note=urge.words,
        action_label="去答复",
        action_url=url,
    )
