"""Ending: by the sweep when a deferral is over, by hand with a reason, or with the entry itself. Then it is owed again."""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from catalog.obligations.duties.excusing import reopen_excused
from catalog.obligations.withholdings.guard import S, audit, begin, locked, require_words, tell_about
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import DONE, ENDED
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH

logger = logging.getLogger(__name__)
OVER = "暂缓期满"


@transaction.atomic
def end(withholding: Withholding, *, reason: str, by, now: datetime) -> Withholding:
    """Before its time: what it excused and is still to come is owed again."""
    withholding = begin(withholding, by=by, now=now, permissions=[APPROVE, PUBLISH], state=S.IN_FORCE)
    return over(
        withholding, on=timezone.localdate(now), reason=require_words(reason, "请写明结束的原因。"), by=by, now=now
    )


def over(withholding: Withholding, *, on: date, reason: str, by, now: datetime) -> Withholding:
    """``on`` is its last day."""
    finish(withholding, reason=reason, by=by, now=now)
    count = reopen_excused(withholding, on=on, by=by, now=now)
    audit("withholding.ended", withholding, by=by, now=now, reason=withholding.ended_reason, duties=count)
    writers = holders(DRAFT, [withholding.organization], timezone.localdate(now))[withholding.organization_id]
    people = {withholding.proposed_by_id, *(person.pk for person in writers)} - {by and by.pk}
    tell_about(withholding, "ended", people, f"已结束，{count}项重新计时", now=now, body=withholding.ended_reason)
    return withholding


def finish(withholding: Withholding, *, reason: str, by, now: datetime, review_closed_as: str = DONE) -> None:
    withholding.state = S.ENDED
    withholding.ended_at, withholding.ended_by, withholding.ended_reason = now, by, reason[:300]
    withholding.save()
    if withholding.review_deadline:
        on = timezone.localdate(now)
        close(withholding.review_deadline, on=on, by=by, now=now, closed_as=review_closed_as)


@transaction.atomic
def end_when_over(withholding: Withholding, *, on: date, now: datetime) -> bool:
    """The system does so on the day after the last; False when someone ended it meanwhile."""
    withholding = locked(withholding)
    if withholding.state != S.IN_FORCE or withholding.until_on is None or withholding.until_on >= on:
        return False
    over(withholding, on=withholding.until_on, reason=OVER, by=None, now=now)
    return True


def end_deferrals(*, on: date, now: datetime) -> int:
    """Every deferral whose last day is before ``on``, one transaction each; may run twice or late. Returns how many."""
    ended = 0
    for withholding in Withholding.objects.over(on).order_by("pk").iterator(chunk_size=200):
        try:
            ended += end_when_over(withholding, on=on, now=now)
        except Exception:
            logger.exception("withholding %s could not be ended", withholding.pk)
    return ended


@transaction.atomic
def end_with_entry(organizations: Iterable[int], code: str, *, reason: str, by, now: datetime) -> int:
    """The entry leaves the catalogue: nothing is owed under it, so nothing is owed again. Returns how many ended."""
    rows = Withholding.objects.filter(organization__in=organizations, item=None, entry_code=code, state=S.IN_FORCE)
    found = [locked(withholding) for withholding in rows.order_by("pk")]
    for withholding in found:
        finish(withholding, reason=reason, by=by, now=now, review_closed_as=ENDED)
        audit("withholding.ended", withholding, by=by, now=now, reason=reason)
    return len(found)
