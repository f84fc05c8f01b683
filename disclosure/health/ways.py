"""The ways to the system administrators beside their inbox: mail, text message, robots of group chats. What takes nothing now is tried
at the next look; in the quiet hours nothing leaves."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from disclosure.notices.links import absolute_url, portal_name
from disclosure.notices.models import Notice
from disclosure.notices.quiet import is_quiet
from disclosure.organizations.models.people import User
from disclosure.outgoing.hooks import tell_hooks
from disclosure.outgoing.sms import SmsUnavailable, is_mobile, send_sms

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Word:
    """``title`` is all that a text message or a robot says; what was found and what to do stand in ``body``, for the mail.
    ``key``: the notice's."""

    title: str
    body: str
    key: str


def desk() -> str:
    return reverse("admin:index")


def administrators():
    return User.objects.filter(administrator=User.Administrator.SYSTEM, is_active=True).order_by("pk")


def sentence(word: Word) -> str:
    return f"【{portal_name()}】门户{word.title}。请系统管理员看工作台：{absolute_url(desk())}"


def mail(word: Word, *, now: datetime) -> bool:
    """Whether everyone with an address was mailed, or nobody has one; what was mailed is in no digest."""
    people = list(administrators().exclude(email=""))
    try:
        for person in people:
            text = f"{word.body}\n\n{absolute_url(desk())}\n"
            send_mail(f"{settings.PORTAL_NAME}：{word.title}", text, None, [person.email])
    except OSError:
        logger.warning("The system administrators could not be mailed")
        return False
    Notice.objects.notified(word.key, [person.pk for person in people]).update(mailed_at=now)
    return True


def text(word: Word, *, now: datetime) -> bool:
    """Whether somebody was told, or nobody has a mobile telephone. What may have been sent is not sent again."""
    phones = [person.phone for person in administrators() if is_mobile(person.phone)]
    taken = [is_texted(phone, sentence(word)) for phone in phones]
    return any(taken) or not taken


def is_texted(phone: str, words: str) -> bool:
    try:
        send_sms(phone, words)
    except SmsUnavailable:
        logger.warning("A system administrator could not be sent a text message")
        return False
    except Exception as error:  # noqa: BLE001
        logger.warning("A system administrator may not have got a text message: %s", type(error).__name__)
    return True


def post(word: Word, *, now: datetime) -> bool:
    return tell_hooks(sentence(word))


def by_day(send: Callable[..., bool]) -> Callable[..., bool]:
    return lambda word, *, now: not is_quiet(now) and send(word, now=now)


# By the column of ``Illness`` that keeps when it was told.
WAYS: Mapping[str, Callable[..., bool]] = {
    "mailed_at": by_day(mail),
    "texted_at": by_day(text),
    "posted_at": by_day(post),
}
