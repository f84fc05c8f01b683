"""Sending what waits for senders without an inbox here: each message once, tried again when it was surely not taken.

A message is claimed by a conditional update before it is sent. Where a worker dies in between, or a server falls
silent, the claim stays: it may have arrived, is not sent again and is named on the case's page. No transaction is open
while a server is spoken to. What is kept of an error names neither address nor text.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from disclosure.notices.quiet import after_quiet, is_quiet
from disclosure.outgoing.sms import SmsRefused, SmsUnavailable, send_sms
from feedback.cases.letters.answer_letters import attached
from feedback.cases.models.cases import Sender
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.manual import MOST_TRIES, UNCERTAIN

logger = logging.getLogger(__name__)
# How long after a failure the next try comes; together a weekend. After the last one it is given up.
GAPS = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 480, 1440, 1440))
AT_ONCE = 100
# A server that takes nothing three times in a row is left alone until the next run.
MOST_FAILURES = 3
ANSWER_ENCLOSED = "\n答复的文书见附件。\n"


class Refused(Exception):
    """It will never be taken; the message is in Chinese and names no address."""


class Uncertain(Exception):
    """It may have been taken."""


def due(now: datetime):
    return Outgoing.objects.filter(
        sent_at__isnull=True, claimed_at__isnull=True, tries__lt=MOST_TRIES, not_before__lte=now
    )


def send_waiting(*, now: datetime) -> int:
    """Send what is due, oldest first; returns how many were sent. Nothing leaves in the quiet hours."""
    if is_quiet(now):
        return 0
    sent = failures = 0
    for message in due(now).select_related("case").order_by("not_before", "pk")[:AT_ONCE]:
        if failures == MOST_FAILURES:
            break
        if claim(message, now=now):
            is_sent = send_claimed(message, now=now)
            sent, failures = (sent + 1, 0) if is_sent else (sent, failures + 1)
    return sent


def claim(message: Outgoing, *, now: datetime) -> bool:
    """Whether it is ours to send; the try is counted before it is made."""
    mine = due(now).filter(pk=message.pk, tries=message.tries)
    return mine.update(claimed_at=now, tries=F("tries") + 1) == 1


def send_claimed(message: Outgoing, *, now: datetime) -> bool:
    try:
        send(message)
    except (Refused, SmsRefused) as error:
        release(message, error=str(error), tries=MOST_TRIES)
    except Uncertain:
        Outgoing.objects.filter(pk=message.pk).update(error=UNCERTAIN)
        logger.warning("Message %s may or may not have been sent", message.pk)
    except Exception as error:  # noqa: BLE001
        # What a server says may name the address: its kind alone is kept.
        logger.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        again = after_quiet(now + GAPS[min(message.tries, len(GAPS) - 1)])
        release(message, error=f"没有发出去（{type(error).__name__}）。", not_before=again)
    else:
        release(message, error="", sent_at=now)
        return True
    return False


def release(message: Outgoing, **values) -> None:
    Outgoing.objects.filter(pk=message.pk).update(claimed_at=None, **values)


def send(message: Outgoing) -> None:
    """To the address that the sender gave, as it is now."""
    sender = Sender.objects.filter(case=message.case_id).first()
    if message.channel == Outgoing.Channel.SMS:
        text_to(sender.phone if sender else "", message)
    else:
        mail_to(sender.email if sender else "", message)


def text_to(phone: str, message: Outgoing) -> None:
    try:
        send_sms(phone, message.text)
    except (SmsRefused, SmsUnavailable):
        raise
    except Exception as error:
        raise Uncertain from error


def mail_to(address: str, message: Outgoing) -> None:
    """A connection that cannot be opened, or an answer of the server's, is a plain no; silence later on is none."""
    if not address:
        raise Refused("来件人没有留电子邮箱。")
    letters = attached(message)
    body = message.text + (ANSWER_ENCLOSED if letters else "")
    connection = get_connection()
    connection.open()
    mail = EmailMessage(message.subject, body, None, [address], attachments=letters, connection=connection)
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        raise Refused("对方的邮箱不收这封邮件。") from error
    except (SMTPResponseException, SMTPNotSupportedError, ValueError):
        raise
    except Exception as error:
        raise Uncertain from error
    finally:
        closed(connection)


def closed(connection) -> None:
    """Taking leave of the server may fail without a harm."""
    try:
        connection.close()
    except OSError:
        logger.info("The mail server did not take leave")
