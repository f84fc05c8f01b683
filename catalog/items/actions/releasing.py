"""Staged release (先党内后党外): after the days the plan names, the system opens the item to society (LK-02, PL-02)."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction

from catalog.items.actions.guard import audit, begin, keep
from catalog.items.actions.notifications import tell_holders
from catalog.items.actions.plan_checks import check_plan, check_planned_display
from catalog.items.actions.publishing import publish_outside
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.states import IllegalMove, ItemState
from disclosure.deadlines.dates import local_day
from disclosure.organizations.roles import PUBLISH
from disclosure.workflow.refusals import Blocked

logger = logging.getLogger(__name__)


@transaction.atomic
def set_outside_after(item: Item, *, outside_after_days: int | None, by, now: datetime) -> Item:
    """Change after how many days inside the system opens it to society; None: by hand only."""
    case = begin(item, "set_outside_after", by=by, now=now)
    item = case.item
    old, item.outside_after_days = item.outside_after_days, outside_after_days
    if old == outside_after_days:
        return item
    check_plan(item, {})
    check_planned_display(case)
    keep(item, now)
    audit("item.changed", item, by=by, now=now, outside_after_days=[old, outside_after_days])
    return item


def release_on(item: Item) -> date | None:
    """The day on which the system opens it to society, once it is published inside."""
    if item.published_inside_at is None or item.outside_after_days is None:
        return None
    return local_day(item.published_inside_at) + timedelta(days=item.outside_after_days)


def release_due(*, on: date, now: datetime) -> int:
    """Open to society whatever is due, one transaction an item; may run twice or late. Returns how many.

    What something stands against stays inside, and its publishers are told why, once.
    """
    released = 0
    waiting = Item.objects.filter(state=ItemState.PUBLISHED_INSIDE, outside_after_days__isnull=False)
    for item in waiting.order_by("pk").iterator(chunk_size=200):
        if release_on(item) > on:
            continue
        try:
            publish_outside(item, by=None, now=now)
            released += 1
        except Blocked as blocked:
            tell_why(item, blocked, now=now)
        except IllegalMove:
            continue  # Someone opened, ended or withdrew it meanwhile.
        except Exception:
            logger.exception("item %s could not be released to society", item.pk)
    return released


@transaction.atomic
def tell_why(item: Item, blocked: Blocked, *, now: datetime) -> None:
    case = ItemContext(item, None, local_day(now))
    body = f"到了向社会公开的日子，还有问题没有解决：{blocked}解决以后会自动公开，也可以按按钮。"
    tell_holders(case, (PUBLISH,), step="release", words="还没有向社会公开", body=body, now=now)
