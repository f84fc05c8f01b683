"""A person's calendar feed: what is due where they work, as events a calendar program shows (RFC 5545).

Whoever holds the address reads it without signing in, from wherever the desk may be read (``intranet_only``): it says what
the ledger says, which names the entry of the catalogue and never an item. The address is a secret that is kept only as its hash.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from icalendar import Alarm, Calendar, Event

from disclosure.audit.record import record
from disclosure.audit.words import register
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import CalendarKey, Deadline
from disclosure.deadlines.status import LATE, STATUSES, TODO, status_of
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User

register("calendar_key", {"created": "订阅日历", "renewed": "更换日历订阅地址", "revoked": "停用日历订阅"})

KEPT_DAYS = timedelta(days=30)
MOST = 1000
# Nine in the morning of the day before: an event of a whole day begins at midnight.
DAY_BEFORE = -timedelta(hours=15)
LABEL = "日历订阅"


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_key(*, by: User, now: datetime) -> str:
    """A new secret for one's own feed, shown this once; the one before leads nowhere from now on."""
    key, token = key_of(by) or CalendarKey(person=by), secrets.token_urlsafe(32)
    word = "renewed" if key.pk else "created"
    key.digest, key.created_at = digest_of(token), now
    key.save()
    record(f"calendar_key.{word}", key, by=by, now=now, label=LABEL)
    return token


@transaction.atomic
def revoke_key(*, by: User, now: datetime) -> bool:
    """The address leads nowhere from now on; False when there was none."""
    key = key_of(by)
    if key is None:
        return False
    record("calendar_key.revoked", key, by=by, now=now, label=LABEL)
    key.delete()
    return True


def key_of(person: User) -> CalendarKey | None:
    """Behind the lock of the person, who may have no key yet."""
    User.objects.select_for_update().only("pk").get(pk=person.pk)
    return CalendarKey.objects.filter(person=person).first()


def subscribed_on(person: User) -> date | None:
    """The day on which the person's present address was made."""
    key = CalendarKey.objects.filter(person=person).first()
    return local_day(key.created_at) if key else None


def person_of(token: str) -> User | None:
    """Whose feed it is; nobody's for a wrong secret or a person who is no longer active."""
    digest = digest_of(token)
    key = CalendarKey.objects.filter(digest=digest, person__is_active=True).select_related("person").first()
    return key.person if key and constant_time_compare(key.digest, digest) else None


def deadlines_at_work(person: User, on: date):
    """Rows of the organisations where the person holds a working post that day."""
    organizations = access_of(person, on).desk_ids
    return Deadline.objects.filter(organization_id__in=organizations)


def rows_of(person: User, on: date) -> Iterable[Deadline]:
    """What is open and has a day, and what was closed in the last thirty days; the nearest days first."""
    shown = Q(closed_on__isnull=True) | Q(closed_on__gte=on - KEPT_DAYS)
    rows = deadlines_at_work(person, on).filter(shown, due_on__isnull=False).select_related("organization")
    return rows.defer("trace", "rule").order_by("due_on", "pk")[:MOST]


def feed_of(person: User, *, on: date, now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//党务公开//时限//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "党务公开时限")
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    for deadline in rows_of(person, on):
        calendar.add_component(event_of(deadline, on, now))
    return calendar.to_ical()


def event_of(deadline: Deadline, on: date, now: datetime) -> Event:
    """A whole day; an alarm while there is still something to do in time."""
    status = status_of(deadline, on)
    event = Event()
    event.add("uid", f"deadline-{deadline.pk}@dangwu-gongkai")
    event.add("dtstamp", now)
    event.add("dtstart", deadline.due_on)
    event.add("dtend", deadline.due_on + timedelta(days=1))
    event.add("summary", words_of(deadline, status))
    event.add("description", "\n".join(filter(None, (str(deadline.organization), deadline.safe_words))))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if status == TODO:
        event.add_component(alarm_of(deadline))
    return event


def words_of(deadline: Deadline, status: str) -> str:
    if deadline.closed_on is None:
        late = "【逾期】" if status == LATE else ""
        return f"{late}{deadline.title}{'（暂定）' if deadline.is_provisional else ''}"
    word = "已办" if deadline.closed_as == Deadline.ClosedAs.DONE else STATUSES[status].word
    return f"【{word}】{deadline.title}"


def alarm_of(deadline: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"明天到期：{deadline.title}")
    alarm.add("trigger", DAY_BEFORE)
    return alarm
