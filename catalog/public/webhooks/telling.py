"""What is told of an item: that it was published, corrected, or is shown no more. In the transaction of what happened."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser

from catalog.items.actions.table import items
from catalog.items.models import Item
from catalog.public.webhooks.models import Webhook, WebhookDelivery
from disclosure.deadlines.dates import local_day
from disclosure.notices.links import absolute_url

PUBLISHED, CORRECTED, WITHDRAWN = "item.published", "item.corrected", "item.withdrawn"
# Action → what it means to society, if society reads, or read, the item.
MEANS: Mapping[str, str] = {
    "publish_inside": PUBLISHED,
    "publish_outside": PUBLISHED,
    "show_again": PUBLISHED,
    "publish_correction": CORRECTED,
    "confirm_withdrawal": WITHDRAWN,
    "hide": WITHDRAWN,
    "end_display": WITHDRAWN,
    "end_display_when_over": WITHDRAWN,
}


def tell(act: Any) -> None:
    """Nothing of what society may not read: of an item inside nobody hears that it is there."""
    item, what = act.subject, MEANS[act.action.name]
    if item.published_outside_at is None or not (hooks := list(Webhook.objects.filter(is_active=True))):
        return
    is_shown = Item.objects.visible_to(AnonymousUser(), act.on).filter(pk=item.pk).exists()
    if is_shown != (what != WITHDRAWN):
        return
    body = json.dumps(message(item, what, act.now, is_shown=is_shown), ensure_ascii=False)
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(
            webhook=hook, what=what, key=f"msg_{secrets.token_hex(12)}", body=body, made_at=act.now, next_at=act.now
        )
        for hook in hooks
    )


def message(item: Item, what: str, now, *, is_shown: bool) -> Mapping[str, Any]:
    """Of what is shown no more, which one it was, and not a word of it."""
    data: dict[str, Any] = {
        "id": item.pk,
        "index_number": item.index_number,
        "organization": item.organization.code,
        "url": absolute_url(item.get_absolute_url()),
    }
    if is_shown:
        data |= {
            "title": item.shown_version.title,
            "version": item.shown_version.number,
            "entry": item.entry.code if item.entry else None,
            "published_on": str(local_day(item.published_outside_at)),
            "display_until": item.display_until and item.display_until.isoformat(),
        }
    return {"type": what, "timestamp": now.isoformat(), "data": data}


def register() -> None:
    """For ``AppConfig.ready``."""
    items.after(*MEANS)(tell)
