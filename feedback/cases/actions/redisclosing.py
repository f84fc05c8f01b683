"""Disclosing an item again because of an opinion on it, each linked to the other (LK-07, PL-05: 必要时再次公开)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.models import Item
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import APPROVE, COLLECT_OPINIONS
from feedback.cases.actions.guard import begin, finish
from feedback.cases.identity import refuse_telling
from feedback.cases.models.cases import Case

WORDS = "您反映的公开事项正在重新公开。公开以后，这里会有链接。"


@transaction.atomic
def redisclose(case: Case, *, reason: str, event_on: date, by, now: datetime) -> Item:
    """Register the item again as a new draft, which goes through every check anew; where that was begun already, the case
    is linked to it. ``reason`` is read by everyone who reads the new item; neither the sender nor the number belongs in it."""
    case = begin(case, "redisclose", by=by, now=now)
    refuse_strangers(case, by, timezone.localdate(now))
    refuse_number(case, reason)
    refuse_telling(case, reason, by=by)
    new = under_way(case.item) or start_redisclosure(case.item, reason=reason, event_on=event_on, by=by, now=now)
    case.led_to = new
    finish(case, "redisclosed", by=by, now=now, words=WORDS, details={"item": new.index_number})
    return new


def under_way(item: Item) -> Item | None:
    return item.redisclosures.filter(published_inside_at__isnull=True).order_by("pk").first()


def refuse_strangers(case: Case, by, on: date) -> None:
    """Who drafts items in the organisation need not be among those who may know the case."""
    access = access_of(by, on)
    knows = any(access.can(permission, case.organization) for permission in (COLLECT_OPINIONS, APPROVE))
    if not knows and case.handler_id != by.pk:
        raise PermissionDenied("这件意见不由您办理。")


def refuse_number(case: Case, reason: str) -> None:
    if case.number in reason:
        raise ValidationError({"reason": "这里的话读者看得到，不要写来件的编号。"})
