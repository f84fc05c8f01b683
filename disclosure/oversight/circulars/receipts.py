"""Who below has read a circular, organisation by organisation."""

from datetime import date

from django.db.models import Count, Q

from catalog.bulletins.models import Bulletin
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership
from disclosure.oversight.watching import Watch
from disclosure.web.components import Cell


def receipts_of(watch: Watch, bulletin: Bulletin, on: date) -> list[list[Cell]]:
    """Organisation by organisation: how many of its members the notice is for, and how many have confirmed it. Two statements."""
    members = Membership.objects.current(on).filter(
        kind=Membership.Kind.PARTY, organization__path__startswith=watch.top, person__is_active=True
    )
    # A person's confirmation is one row a notice.
    confirmed = Q(person__receipts__bulletin=bulletin)
    found = (
        members.order_by()
        .values("organization")
        .annotate(asked=Count("person", distinct=True), read=Count("person", filter=confirmed, distinct=True))
    )
    counts = {row["organization"]: (row["asked"], row["read"]) for row in found}
    return [receipt_row(place, *counts.get(place.pk, (0, 0))) for place in watch.places if place.is_active]


def receipt_row(place: Organization, asked: int, read: int) -> list[Cell]:
    state, word = ("done", "都已确认") if asked and read == asked else ("waiting", "还没有人确认")
    if 0 < read < asked:
        state, word = "soon", "有人确认"
    if not asked:
        state, word = "draft", "没有党员账号"
    return [
        Cell("党组织", "title", str(place)),
        Cell("要确认的人", "number", str(asked)),
        Cell("已确认", "number", str(read)),
        Cell("情况", "tight", state=state, word=word),
    ]
