"""What waits is sent once, tried again when it was surely not taken, and never doubled."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.conf import settings as portal
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from disclosure.organizations.tests.factories import make_holder, noon
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Sender
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.manual import MOST_TRIES, unsent
from feedback.cases.notifications.outgoing import GAPS, MOST_FAILURES, claim, send_waiting
from feedback.cases.tests.factories import SUNDAY, happened, received, under_scheme
from feedback.tasks import send_messages

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
ADDRESS = "wang@example.org"
NOW = noon(SUNDAY)


class Server(EmailBackend):
    """A mail server that answers as the test says."""

    error: Exception | None = None
    is_down = False
    was_in_transaction: list[bool] = []

    def open(self):
        if Server.is_down:
            raise ConnectionRefusedError("no server there")

    def send_messages(self, messages):
        Server.was_in_transaction.append(transaction.get_connection().in_atomic_block)
        if Server.error:
            raise Server.error
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "error", None)
    monkeypatch.setattr(Server, "is_down", False)
    monkeypatch.setattr(Server, "was_in_transaction", [])
    return Server


@pytest.fixture
def longkou():
    return under_scheme("longkou")


def waiting(organization) -> Outgoing:
    case = received(organization, reply_by="email", email=ADDRESS).case
    return Outgoing.objects.get(case=case)


def test_a_message_goes_once_to_the_address_that_the_sender_gave(longkou):
    message = waiting(longkou)
    assert [send_waiting(now=NOW), send_waiting(now=NOW)] == [1, 0]
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    assert mail.outbox[0].subject == message.subject and mail.outbox[0].attachments == []
    message.refresh_from_db()
    assert (message.sent_at, message.tries, message.error) == (NOW, 1, "")


def test_of_two_workers_one_gets_the_message(longkou):
    message = waiting(longkou)
    assert [claim(message, now=NOW), claim(message, now=NOW)] == [True, False]


def test_a_worker_that_died_before_it_marked_the_message_leaves_it_uncertain_and_unsent(longkou):
    message = waiting(longkou)
    assert claim(message, now=NOW)
    assert send_waiting(now=NOW + timedelta(days=2)) == 0
    assert list(unsent(message.case, SUNDAY)) == []
    assert list(unsent(message.case, SUNDAY + timedelta(days=1))) == [message]


def test_a_server_that_falls_silent_in_the_middle_is_not_asked_again(longkou, server):
    message = waiting(longkou)
    server.error = SMTPServerDisconnected("Connection unexpectedly closed")
    send_waiting(now=NOW)
    server.error = None
    assert send_waiting(now=NOW + timedelta(days=1)) == 0
    message.refresh_from_db()
    assert "不知道有没有送到" in message.error and message.sent_at is None


def test_what_was_surely_not_taken_is_tried_again_with_growing_gaps_and_given_up_at_last(longkou, server, settings):
    settings.QUIET_HOURS = None
    message, now = waiting(longkou), NOW
    server.error = SMTPDataError(451, b"try again later " + ADDRESS.encode())
    for gap in GAPS:
        send_waiting(now=now)
        message.refresh_from_db()
        assert message.not_before == now + gap
        assert send_waiting(now=now + gap / 2) == 0
        now += gap
    send_waiting(now=now)
    message.refresh_from_db()
    assert message.tries == MOST_TRIES
    assert send_waiting(now=now + timedelta(days=30)) == 0
    assert list(unsent(message.case, timezone.localdate(now))) == [message]
    assert message.error and ADDRESS not in message.error


def test_a_mailbox_that_takes_no_mail_is_not_tried_again_and_stops_nobody(longkou, server, caplog):
    message = waiting(longkou)
    server.error = SMTPRecipientsRefused({ADDRESS: (550, b"no such user")})
    with caplog.at_level(logging.INFO):
        send_waiting(now=NOW)
    message.refresh_from_db()
    assert (message.tries, message.error) == (MOST_TRIES, "对方的邮箱不收这封邮件。")
    assert ADDRESS not in caplog.text


def test_a_server_that_is_down_is_left_alone_until_the_next_run(longkou, server):
    for _ in range(MOST_FAILURES + 2):
        waiting(longkou)
    server.is_down = True
    send_waiting(now=NOW)
    assert Outgoing.objects.filter(tries=1).count() == MOST_FAILURES
    assert Outgoing.objects.filter(tries=0).count() == 2


def test_nothing_leaves_at_night(longkou):
    waiting(longkou)
    assert send_waiting(now=timezone.make_aware(datetime(2026, 9, 20, 23))) == 0
    assert send_waiting(now=timezone.make_aware(datetime(2026, 9, 21, 8))) == 1


def test_a_text_message_goes_to_the_number(longkou, settings, tmp_path):
    settings.SMS_FILE = tmp_path / "sms.jsonl"
    received(longkou, reply_by="sms", phone="13800138000")
    case = received(longkou, reply_by="sms", phone="13900139000").case
    Sender.objects.filter(case=case).update(phone="0535-8512345")
    assert send_waiting(now=NOW) == 1
    assert "13800138000" in settings.SMS_FILE.read_text()
    assert Outgoing.objects.get(sent_at=None).error == "不是手机号，收不到短信。"


def test_an_address_that_is_gone_by_then_is_written_to_no_more(longkou):
    message = waiting(longkou)
    Sender.objects.filter(case=message.case).update(email="")
    send_waiting(now=NOW)
    assert mail.outbox == []
    assert Outgoing.objects.get().error == "来件人没有留电子邮箱。"


@pytest.mark.clause("LK-21")
@pytest.mark.parametrize(("reply_by", "letters"), [("email", 1), ("sms", 0)])
def test_the_mail_that_tells_of_the_answer_brings_its_letter_and_no_other(
    longkou, settings, tmp_path, reply_by, letters
):
    settings.SMS_FILE = tmp_path / "sms.jsonl"
    handler = make_holder(longkou, "handler")
    case = received(longkou, reply_by=reply_by, email=ADDRESS, phone="13800138000").case
    issue(case, "third_party", by=handler, now=NOW, salutation="某公司", text="请提意见", until_on=SUNDAY)
    issue(case, "reply", by=handler, now=NOW + timedelta(days=1), text="维修用了三十万元。")
    happened(case, "reply_sent", by=handler, now=NOW + timedelta(days=1), words="已答复。")
    happened(case, "judged", by=None, now=NOW + timedelta(days=2), words="已记下。")
    send_waiting(now=NOW + timedelta(days=3))
    names = [[name for name, *_ in sent.attachments] for sent in mail.outbox]
    if letters:
        assert [len(each) for each in names] == [0, 1, 0]
        assert names[1][0].startswith("答复书（longkou-2026-D0001）")
        assert "见附件" in mail.outbox[1].body and "三十万" not in mail.outbox[1].body
    else:
        assert mail.outbox == [] and "三十万" not in settings.SMS_FILE.read_text()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(longkou, server):
    waiting(longkou)
    send_waiting(now=NOW)
    assert server.was_in_transaction == [False]


def test_the_scheduler_calls_the_task_by_its_name():
    assert send_messages.name in {entry["task"] for entry in portal.CELERY_BEAT_SCHEDULE.values()}
