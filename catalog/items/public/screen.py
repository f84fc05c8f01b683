"""What an organisation shows society now, for the 电子屏 (PL-14): everything a screen needs to go on by itself."""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from catalog.items.models import Item
from disclosure.deadlines import dates
from disclosure.files.qr_codes import qr_code
from disclosure.organizations.models.directory import Organization

MOST = 30


def screen_items(organization: Organization, on: date) -> list[Item]:
    """On display to society that day, newest first: the same whoever is signed in at the screen."""
    nobody = AnonymousUser()
    items = Item.objects.visible_to(nobody, on).filter(organization=organization).newest_for(nobody)
    return list(items.select_related("published_version")[:MOST])


def screen_document(organization: Organization, now: datetime, address_of) -> dict:
    """As JSON. ``display_until`` lets a screen without a network take an item down by its own clock; ``now`` puts that
    clock right."""
    items = screen_items(organization, timezone.localdate(now))
    return {
        "organization": organization.name,
        "phone": organization.supervision_phone,
        "now": now.isoformat(),
        "items": [item_row(item, address_of(item.get_absolute_url())) for item in items],
    }


def item_row(item: Item, address: str) -> dict:
    version, until = item.published_version, item.display_until
    return {
        "id": item.pk,
        "version": version.number,
        "title": version.title,
        "body": version.body,
        "published": dates.plain(dates.local_day(item.published_outside_at)),
        "display_until": until and until.isoformat(),
        "until": dates.plain(until) if until else "",
        "correction": bool(version.correction_note),
        "code": qr_code(address),
    }
