"""Publishing in two stages and the end of display (LK-02, PL-02, YY-06, YY-17)."""

import logging
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.archive.opening import open_archive_task
from catalog.items.actions.guard import audit, begin, decide, keep, refuse_if
from catalog.items.actions.transitions import move_item, move_version
from catalog.items.blockers import of_display, of_planned_display
from catalog.items.channels.opening import open_channels
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item
from catalog.items.search.index import reindex
from catalog.items.states import PUBLISHED, IllegalMove, ItemState, VersionState
from catalog.obligations.duties.fulfilling import fulfil
from disclosure.deadlines.actions import close
from disclosure.deadlines.dates import local_day

logger = logging.getLogger(__name__)
Step = Decision.Step


@transaction.atomic
def publish_inside(item: Item, *, by, now: datetime) -> Item:
    """Release the approved version to the readers inside: members, staff, named groups or persons, as the scope says."""
    case = begin(item, "publish_inside", by=by, now=now)
    item = case.item
    move_item(item, ItemState.PUBLISHED_INSIDE)
    item.published_inside_at = now
    release(case, now)
    finish(case, Step.PUBLISH_INSIDE, "item.published_inside", now=now)
    return item


@transaction.atomic
def publish_outside(item: Item, *, by, now: datetime) -> Item:
    """Release to society: after the stage inside, or at once where the item does not go inside first."""
    case = begin(item, "publish_outside", by=by, now=now)
    item = case.item
    move_item(item, ItemState.PUBLISHED_OUTSIDE)
    item.published_outside_at = now
    if item.published_inside_at is None:
        item.published_inside_at = now
        release(case, now)
    bound_display(case)
    finish(case, Step.PUBLISH_OUTSIDE, "item.published_outside", now=now)
    return item


def release(case: ItemContext, now: datetime) -> None:
    """The working version becomes what readers see."""
    version = case.version
    move_version(version, VersionState.RELEASED)
    version.released_at = now
    case.item.published_version = version
    case.item.title = version.title


def bound_display(case: ItemContext) -> None:
    """Where the scheme bounds the display and nobody set its end, it is the longest allowed (PL-10)."""
    limits = case.rules and case.rules.display_limits(case.item.scope, case.item.limit_kind)
    if limits and case.item.display_until is None and case.item.published_outside_at:
        case.item.display_until = case.released_outside_on + timedelta(days=limits[1])


def finish(case: ItemContext, step: str, word: str, *, now: datetime) -> None:
    """The first publication is what the deadline waits for, and what meets a duty of the entry."""
    decide(case.version, step, by=case.user, now=now)
    if case.item.published_inside_at == now:
        fulfil(case.item, by=case.user, now=now)
    keep(case.item, now)
    open_channels(case.item, by=case.user, now=now)
    reindex(case.item)
    if case.item.deadline_id:
        close(case.item.deadline, on=local_day(case.item.published_inside_at), by=case.user, now=now)
    audit(word, case.item, by=case.user, now=now, version=case.version.number)


@transaction.atomic
def set_display_until(item: Item, *, display_until: date | None, by, now: datetime) -> Item:
    """Change the last day on display of an item that is or may be published, within what the scheme allows."""
    case = begin(item, "set_display_until", by=by, now=now)
    item = case.item
    check_still_shown(case)
    old, item.display_until = item.display_until, display_until
    check_display(case)
    bound_display(case)
    display_until = item.display_until
    if display_until == old:
        return item
    keep(item, now)
    audit("item.changed", item, by=by, now=now, display_until=[old and str(old), display_until and str(display_until)])
    return item


def check_still_shown(case: ItemContext) -> None:
    """What is over is over, also in the hours before the sweep: it comes back as a new item (LK-07)."""
    until = case.item.display_until
    if case.item.published_outside_at and until and until < case.on:
        raise IllegalMove("公示期已满，不能再延长。确需再公开的，请用“再次公开”。")


def check_display(case: ItemContext) -> None:
    until = case.item.display_until
    if until and until < case.on:
        raise ValidationError({"display_until": "展示截止日期不能早于今天。"})
    if until and case.is_permanent:
        raise ValidationError({"display_until": "这一类事项长期公开，不能设展示截止日期。"})
    refuse_if(of_display(case) if case.item.published_outside_at else of_planned_display(case))


@transaction.atomic
def end_display(item: Item, *, by, now: datetime) -> Item:
    """The publisher takes the item off society's page before its display is over."""
    return take_down(begin(item, "end_display", by=by, now=now), now=now)


@transaction.atomic
def end_display_when_over(item: Item, *, on: date, now: datetime) -> Item:
    """The system does so on the day after ``display_until``. Raises ``IllegalMove`` while the display goes on."""
    case = begin(item, "end_display", by=None, now=now, blockers=False)
    if case.item.display_until is None or case.item.display_until >= on:
        raise IllegalMove("展示期还没有满。")
    return take_down(case, now=now)


def take_down(case: ItemContext, *, now: datetime) -> Item:
    item = case.item
    move_item(item, ItemState.DISPLAY_ENDED)
    item.display_ended_at = now
    open_archive_task(item, by=case.user, now=now)
    decide(item.published_version, Step.END_DISPLAY, by=case.user, now=now)
    keep(item, now)
    audit("item.display_ended", item, by=case.user, now=now)
    return item


def end_due_displays(*, on: date, now: datetime) -> int:
    """End every display whose last day is before ``on``, one transaction an item; may run twice or late. Returns how many."""
    ended = 0
    for item in Item.objects.filter(state__in=PUBLISHED, display_until__lt=on).order_by("pk").iterator(chunk_size=200):
        try:
            end_display_when_over(item, on=on, now=now)
            ended += 1
        except IllegalMove:
            continue  # Someone ended or withdrew it meanwhile.
        except Exception:
            logger.exception("the display of item %s could not be ended", item.pk)
    return ended
