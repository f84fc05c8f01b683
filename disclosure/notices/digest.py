"""One mail a person and day with everything not yet mailed, to people with an address and an open account.

The day's mail is claimed by a row before anything is sent; a mail that fails gives the claim back and is tried again the
same day. After a crash between claim and mail the notices go into the next day's. No transaction is open while mailing.
"""

import logging
from datetime import date, datetime

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from disclosure.notices.faults import fault_of, is_silence
from disclosure.notices.links import absolute_url, portal_name
from disclosure.notices.models import Digest, Notice
from disclosure.notices.quiet import is_quiet
from disclosure.organizations.models.people import User
from disclosure.web.moments import local_day

logger = logging.getLogger(__name__)
FIRST_HOUR = 8
LISTED = 100
# A server that does not answer so often in a row is left alone until the next run: each time takes its timeout.
MOST_SILENT = 3


class NoAnswer(Exception):
    """The mail server took nothing."""


def is_mailing_time(now: datetime) -> bool:
    """Mails go out from eight in the morning, for one sent at midnight would use up the day's only mail; none at night."""
    return timezone.localtime(now).hour >= FIRST_HOUR and not is_quiet(now)


def mail_digests(*, now: datetime) -> int:
    """Mail every person's digest of the local day; return how many were sent."""
    on = local_day(now)
    mailed_today = Digest.objects.claimed(on).values("recipient_id")
    waiting = Notice.objects.to_mail().exclude(recipient_id__in=mailed_today)
    people = waiting.order_by("recipient_id").values_list("recipient_id", flat=True).distinct()
    sent = silent = 0
    for person in list(people):
        if silent == MOST_SILENT:
            logger.error("The mail server did not answer %s times: the others' digests wait for the next run", silent)
            break
        try:
            sent += mail_digest(person, on, now=now)
            silent = 0
        except NoAnswer:
            silent += 1
    return sent


def mail_digest(person: int, on: date, *, now: datetime) -> bool:
    """Mail one person's digest; a failure is logged and harms nobody else's. Raises ``NoAnswer`` where the server took no mail at all."""
    notices = list(Notice.objects.to_mail().of(person).order_by("id"))
    if not notices or not claim(person, on, now=now):
        return False
    try:
        send(User.objects.get(pk=person), notices)
    except Exception as error:
        logger.exception("The digest of %s for person %s was not sent", on, person)
        Digest.objects.release(person, on, fault=fault_of(error), now=now)
        if is_silence(error):
            raise NoAnswer from error
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    return True


@transaction.atomic
def claim(person: int, on: date, *, now: datetime) -> bool:
    """Whether the day's mail is ours to send: of two runs at once only one gets it."""
    digest, _ = Digest.objects.get_or_create(recipient_id=person, on=on)
    return digest.claim(now=now)


def send(person: User, notices: list[Notice]) -> None:
    lines = [{"title": notice.title, "url": absolute_url(notice.url)} for notice in notices[:LISTED]]
    context = {
        "person": person,
        "lines": lines,
        "more": len(notices) - len(lines),
        "portal_name": portal_name(),
        "inbox_url": absolute_url(reverse("notices:inbox")),
    }
    subject = f"{portal_name()}：{len(notices)}条新消息"
    send_mail(subject, render_to_string("notices/digest.txt", context), None, [person.email])
