"""Sending what waits, signed as Standard Webhooks has it: webhook-id, webhook-timestamp, webhook-signature."""

import hmac
import logging
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F

from catalog.public.webhooks.models import Webhook, WebhookDelivery
from disclosure.notices.notify import notify
from disclosure.organizations.models.people import User
from disclosure.outgoing.posting import post

logger = logging.getLogger(__name__)
# After each failure; after the last one it is given up: in all a day and a half.
GAPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
AT_ONCE = 100
# Whoever was claimed and is not done by then is sent again: its worker died.
CLAIMED = timedelta(minutes=5)
KEPT = timedelta(days=30)


def send_waiting(*, now: datetime) -> int:
    """Oldest first; an address that does not answer is left alone for the rest of the run. Returns how many arrived."""
    arrived, silent = 0, set()
    for row in WebhookDelivery.objects.due(now).select_related("webhook").order_by("pk")[:AT_ONCE]:
        if row.webhook_id in silent or not claim(row, now=now):
            continue
        if send(row, now=now):
            arrived += 1
        else:
            silent.add(row.webhook_id)
    return arrived


def claim(row: WebhookDelivery, *, now: datetime) -> bool:
    mine = WebhookDelivery.objects.due(now).filter(pk=row.pk, tries=row.tries)
    row.tries += 1
    return mine.update(next_at=now + CLAIMED, tries=F("tries") + 1) == 1


def send(row: WebhookDelivery, *, now: datetime) -> bool:
    try:
        status = post(row.webhook.url, row.body.encode(), headers(row, now), networks=settings.WEBHOOK_NETWORKS)
        answer, is_taken = f"对方答 {status}", 200 <= status < 300
    except ValidationError as error:
        answer, is_taken = error.messages[0], False
    except OSError as error:
        answer, is_taken = f"没有应答（{type(error).__name__}）", False
    values: dict = {"last_answer": answer[:60]}
    if is_taken:
        values["done_at"] = now
    elif row.tries > len(GAPS):
        values["given_up_at"] = now
        tell_administrators(row, now=now)
    else:
        values["next_at"] = now + GAPS[row.tries - 1]
    WebhookDelivery.objects.filter(pk=row.pk).update(**values)
    return is_taken


def headers(row: WebhookDelivery, now: datetime) -> Mapping[str, str]:
    stamp = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": row.key,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(row.webhook, row.key, stamp, row.body),
    }


def signature(webhook: Webhook, key: str, stamp: str, body: str) -> str:
    digest = hmac.new(webhook.key, f"{key}.{stamp}.{body}".encode(), "sha256").digest()
    return f"v1,{b64encode(digest).decode()}"


def tell_administrators(row: WebhookDelivery, *, now: datetime) -> None:
    people = User.objects.filter(administrator=User.Administrator.SYSTEM, is_active=True)
    key = f"webhook:{row.webhook_id}:{now.date()}"
    title = f"推送送不到“{row.webhook}”，已经放弃"
    notify(people, key=key, title=title, body=row.last_answer, url=row.webhook.get_absolute_url(), now=now)


def forget(*, now: datetime) -> int:
    """What arrived, or was given up, a month ago."""
    old = WebhookDelivery.objects.filter(made_at__lt=now - KEPT)
    return old.exclude(done_at__isnull=True, given_up_at__isnull=True).delete()[0]
