"""Telling the system administrators once that a part is ill, and once that it is well again; and somebody outside that all is well."""

import logging
from collections.abc import Iterable
from datetime import datetime
from urllib.request import urlopen

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from disclosure.health.models import Illness
from disclosure.health.parts import Result
from disclosure.notices.links import absolute_url
from disclosure.notices.models import Notice
from disclosure.notices.notify import notify
from disclosure.notices.quiet import is_quiet
from disclosure.organizations.models.people import User

logger = logging.getLogger(__name__)
SECONDS = 10


def tell(results: Iterable[Result], *, now: datetime) -> None:
    """What is new goes to the inbox at once, and by mail as soon as mail may leave and is taken."""
    known = {row.part: row for row in Illness.objects.all()}
    for result in results:
        row = known.get(result.part.name)
        if not result.is_well:
            row = row or fall_ill(result, now=now)
            if row.mailed_at is None and mail(f"不正常：{result.part.label}", words_of(result), key_of(row), now=now):
                Illness.objects.filter(pk=row.pk).update(mailed_at=now)
        elif row:
            recover(result, row, now=now)


def fall_ill(result: Result, *, now: datetime) -> Illness:
    row = Illness.objects.create(part=result.part.name, since=now)
    notify(
        administrators(),
        key=key_of(row),
        title=f"门户不正常：{result.part.label}",
        body=words_of(result),
        url=desk(),
        now=now,
    )
    return row


def recover(result: Result, row: Illness, *, now: datetime) -> None:
    title, key = f"门户恢复正常：{result.part.label}", f"{key_of(row)}:well"
    notify(administrators(), key=key, title=title, url=desk(), now=now)
    if row.mailed_at is None or mail(f"恢复正常：{result.part.label}", title, key, now=now):
        row.delete()


def key_of(row: Illness) -> str:
    return f"ill:{row.part}:{row.since.isoformat()}"


def words_of(result: Result) -> str:
    return f"{result.part.label}：{result.finding.words}。\n怎么办：{result.part.remedy}"


def desk() -> str:
    return reverse("admin:index")


def administrators():
    return User.objects.filter(administrator=User.Administrator.SYSTEM, is_active=True).order_by("pk")


def mail(subject: str, body: str, key: str, *, now: datetime) -> bool:
    """Whether everyone with an address was mailed, or nobody has one; what was mailed is in no digest."""
    people = list(administrators().exclude(email=""))
    if is_quiet(now):
        return False
    try:
        for person in people:
            send_mail(f"{settings.PORTAL_NAME}：{subject}", f"{body}\n\n{absolute_url(desk())}\n", None, [person.email])
    except OSError:
        logger.warning("The system administrators could not be mailed")
        return False
    Notice.objects.notified(key, [person.pk for person in people]).update(mailed_at=now)
    return True


def ping(*, is_well: bool) -> None:
    """``PING_URL`` where all is well, the same with ``/fail`` where not; silence says that nobody is there to ask."""
    if not settings.PING_URL:
        return
    address, mark, query = settings.PING_URL.partition("?")
    try:
        with urlopen(address.rstrip("/") + ("" if is_well else "/fail") + mark + query, timeout=SECONDS):
            pass
    except OSError as error:
        logger.warning("Whoever listens for our being well was not reached: %s", type(error).__name__)
