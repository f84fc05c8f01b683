"""Ending: by the sweep when a deferral is over, by hand with a reason, or with the entry itself. Then it is owed again."""

import logging
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from catalog.obligations.duties.excusing import reopen_excused
from catalog.obligations.withholdings.guard import S, audit, begin, locked, require_words, tell_about
from catalog.obligations.withholdings.models import Excuse
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import DONE, ENDED
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH

logger = logging.getLogger(__name__)
OVER = "暂缓期满"


@transaction.atomic
def end(excuse: Excuse, *, reason: str, by, now: datetime) -> Excuse:
    """Before its time: what it excused and is still to come is owed again."""
    excuse = begin(excuse, by=by, now=now, permissions=[APPROVE, PUBLISH], state=S.IN_FORCE)
    return over(excuse, on=timezone.localdate(now), reason=require_words(reason, "请写明结束的原因。"), by=by, now=now)


def over(excuse: Excuse, *, on: date, reason: str, by, now: datetime) -> Excuse:
    """``on`` is its last day."""
    finish(excuse, reason=reason, by=by, now=now)
    count = reopen_excused(excuse, on=on, by=by, now=now)
    audit("excuse.ended", excuse, by=by, now=now, reason=excuse.ended_reason, duties=count)
    writers = holders(DRAFT, [excuse.organization], timezone.localdate(now))[excuse.organization_id]
    people = {excuse.proposed_by_id, *(person.pk for person in writers)} - {by and by.pk}
    tell_about(excuse, "ended", people, f"已结束，{count}项重新计时", now=now, body=excuse.ended_reason)
    return excuse


def finish(excuse: Excuse, *, reason: str, by, now: datetime, review_closed_as: str = DONE) -> None:
    excuse.state = S.ENDED
    excuse.ended_at, excuse.ended_by, excuse.ended_reason = now, by, reason[:300]
    excuse.save()
    if excuse.review_deadline:
        on = timezone.localdate(now)
        close(excuse.review_deadline, on=on, by=by, now=now, closed_as=review_closed_as)


@transaction.atomic
def end_when_over(excuse: Excuse, *, on: date, now: datetime) -> bool:
    """The system does so on the day after the last; False when someone ended it meanwhile."""
    excuse = locked(excuse)
    if excuse.state != S.IN_FORCE or excuse.until_on is None or excuse.until_on >= on:
        return False
    over(excuse, on=excuse.until_on, reason=OVER, by=None, now=now)
    return True


def end_deferrals(*, on: date, now: datetime) -> int:
    """Every deferral whose last day is before ``on``, one transaction each; may run twice or late. Returns how many."""
    ended = 0
    for excuse in Excuse.objects.over(on).order_by("pk").iterator(chunk_size=200):
        try:
            ended += end_when_over(excuse, on=on, now=now)
        except Exception:
            logger.exception("excuse %s could not be ended", excuse.pk)
    return ended


@transaction.atomic
def end_with_entry(organizations: Iterable[int], code: str, *, reason: str, by, now: datetime) -> int:
    """The entry leaves the catalogue: nothing is owed under it, so nothing is owed again. Returns how many ended."""
    rows = Excuse.objects.filter(organization__in=organizations, item=None, entry_code=code, state=S.IN_FORCE)
    found = [locked(excuse) for excuse in rows.order_by("pk")]
    for excuse in found:
        finish(excuse, reason=reason, by=by, now=now, review_closed_as=ENDED)
        audit("excuse.ended", excuse, by=by, now=now, reason=reason)
    return len(found)
