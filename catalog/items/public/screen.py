"""What an organisation shows society now, for the 电子屏 (PL-14): everything a screen needs to go on by itself."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from catalog.items.models import Item
from catalog.items.public.lists import published_day
from disclosure.deadlines import dates
from disclosure.files.qr_codes import qr_code
from disclosure.organizations.models.directory import Organization

MOST = 30


@dataclass(frozen=True)
class ScreenItem:
    """``display_until`` lets a screen without a network take the item down by its own clock."""

    id: int
    version: int
    title: str
    body: str
    published: str
    display_until: str | None
    until: str
    correction: bool
    code: str


def screen_items(organization: Organization, on: date) -> list[Item]:
    """On display to society that day, newest first: the same whoever is signed in at the screen."""
    nobody = AnonymousUser()
    items = Item.objects.visible_to(nobody, on).filter(organization=organization).newest_for(nobody)
    return list(items.select_related("published_version")[:MOST])


def screen_item(item: Item, address: str) -> ScreenItem:
    version, until = item.shown_version, item.display_until
    return ScreenItem(
        item.pk,
        version.number,
        version.title,
        version.body,
        published=dates.plain(published_day(item, AnonymousUser())),
        display_until=until.isoformat() if until else None,
        until=dates.plain(until) if until else "",
        correction=bool(version.correction_note),
        code=qr_code(address),
    )
