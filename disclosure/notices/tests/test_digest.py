import logging
from datetime import date
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from disclosure.notices.digest import LISTED, claim, is_mailing_time, mail_digests
from disclosure.notices.faults import Fault
from disclosure.notices.models import Digest, Notice
from disclosure.notices.tasks import mail_digests as mail_digests_task
from disclosure.notices.tests.factories import NOW, local, make_notice, make_person
from disclosure.organizations.tests.factories import client_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


class PickyBackend(EmailBackend):
    """A mail server that does not take mail for some addresses."""

    def send_messages(self, messages):
        if any("refused" in address for message in messages for address in message.to):
            raise OSError("mailbox unavailable")
        return super().send_messages(messages)


@pytest.fixture
def picky_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.PickyBackend"


def test_everything_not_yet_mailed_goes_into_one_plain_mail(settings):
    settings.PORTAL_URL = "https://dangwu.example.org/"
    clerk = make_person(full_name="李经办", email="li@example.org")
    make_notice(clerk, title="党费收缴情况 明天到期 & 请办理", url="/i/7/")
    make_notice(clerk, title="换届通知被退回")
    assert mail_digests(now=NOW) == 1
    (message,) = mail.outbox
    assert message.to == ["li@example.org"]
    assert message.subject == f"{settings.PORTAL_NAME}：2条新消息"
    assert "李经办：" in message.body
    assert "1. 党费收缴情况 明天到期 & 请办理\n   https://dangwu.example.org/i/7/\n2. 换届通知被退回\n" in message.body
    assert "https://dangwu.example.org/me/notices/" in message.body
    assert set(Notice.objects.values_list("mailed_at", flat=True)) == {NOW}


@pytest.mark.each_database
def test_a_person_gets_one_mail_a_local_day_and_the_rest_the_next_morning():
    clerk = make_person()
    make_notice(clerk)
    assert [mail_digests(now=NOW), mail_digests(now=NOW)] == [1, 0]
    make_notice(clerk, title="下午的消息")
    assert mail_digests(now=local(2026, 11, 20, 23, 59)) == 0
    assert mail_digests(now=local(2026, 11, 21, 8)) == 1
    assert len(mail.outbox) == 2
    assert "下午的消息" in mail.outbox[1].body
    assert "1条新消息" in mail.outbox[1].subject
    assert Digest.objects.count() == 2


def test_a_recipient_whose_mail_fails_stops_nobody_and_is_tried_again_the_same_day(picky_server, caplog):
    refused, secretary = make_person(email="refused@example.org"), make_person()
    notice = make_notice(refused)
    make_notice(secretary)
    with caplog.at_level(logging.ERROR):
        assert mail_digests(now=NOW) == 1
    assert [message.to for message in mail.outbox] == [[secretary.email]]
    assert f"person {refused.pk} was not sent" in caplog.text
    assert Digest.objects.get(recipient=refused).sent_at is None
    refused.email = "mended@example.org"
    refused.save()
    assert mail_digests(now=local(2026, 11, 20, 10)) == 1
    notice.refresh_from_db()
    assert notice.mailed_at == local(2026, 11, 20, 10)


def test_an_address_that_would_forge_a_header_harms_only_itself():
    make_notice(make_person(email="a@example.org\nBcc: b@example.org"))
    make_notice(make_person())
    assert mail_digests(now=NOW) == 1


def test_people_without_an_address_or_with_a_closed_account_are_left_out():
    for person in (make_person(email=""), make_person(is_active=False)):
        make_notice(person)
    assert mail_digests(now=NOW) == 0
    assert mail.outbox == []
    assert Notice.objects.filter(mailed_at__isnull=True).count() == 2
    assert Digest.objects.count() == 0


def test_a_run_that_died_after_its_claim_costs_a_mail_but_no_notice():
    clerk = make_person()
    make_notice(clerk, title="没寄成的")
    assert claim(clerk.pk, TODAY, now=NOW)
    assert mail_digests(now=NOW) == 0
    assert mail_digests(now=local(2026, 11, 21, 9)) == 1
    assert "没寄成的" in mail.outbox[0].body


@pytest.mark.each_database
def test_of_two_runs_only_one_gets_the_claim():
    clerk = make_person()
    assert [claim(clerk.pk, TODAY, now=NOW), claim(clerk.pk, TODAY, now=NOW)] == [True, False]


@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_spoken_to(settings):
    settings.EMAIL_BACKEND = f"{__name__}.WatchingBackend"
    WatchingBackend.was_in_transaction.clear()
    make_notice(make_person())
    assert mail_digests(now=NOW) == 1
    assert WatchingBackend.was_in_transaction == [False]


class WatchingBackend(EmailBackend):
    was_in_transaction: list[bool] = []

    def send_messages(self, messages):
        self.was_in_transaction.append(transaction.get_connection().in_atomic_block)
        return super().send_messages(messages)


def test_a_very_long_digest_names_the_first_and_counts_the_rest():
    clerk = make_person()
    for _ in range(LISTED + 3):
        make_notice(clerk)
    mail_digests(now=NOW)
    assert "另有3条" in mail.outbox[0].body
    assert Notice.objects.filter(mailed_at__isnull=True).count() == 0


def test_a_link_that_leaves_the_portal_is_not_mailed():
    make_notice(make_person(), url="https://evil.example.org/")
    mail_digests(now=NOW)
    assert "evil" not in mail.outbox[0].body


@pytest.mark.parametrize(("hour", "expected"), [(0, False), (7, False), (8, True), (21, True), (22, False)])
def test_mails_go_out_from_eight_in_the_morning_until_ten_in_the_evening(hour, expected):
    assert is_mailing_time(local(2026, 11, 20, hour)) is expected


def test_the_task_has_the_name_that_the_scheduler_calls(settings):
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert mail_digests_task.name == "disclosure.notices.tasks.mail_digests"
    assert mail_digests_task.name in names


class SilentBackend(EmailBackend):
    """A mail server that hangs."""

    asked = 0

    def send_messages(self, messages):
        SilentBackend.asked += 1
        raise TimeoutError


def test_a_mail_server_that_hangs_is_asked_three_times_a_run(settings):
    settings.EMAIL_BACKEND = f"{__name__}.SilentBackend"
    for _ in range(43):
        make_notice(make_person())
    assert mail_digests(now=NOW) == 0
    assert SilentBackend.asked == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail_digests(now=NOW) == 43


class RefusingBackend(EmailBackend):
    """A mail server that knows few of its people."""

    def send_messages(self, messages):
        if any("gone" in address for message in messages for address in message.to):
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_people_whose_address_is_refused_keep_nobody_else_from_their_mail(settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    for name in ("gone-1", "gone-2", "gone-3", "gone-4", "there"):
        make_notice(make_person(email=f"{name}@example.org"))
    assert mail_digests(now=NOW) == 1


def test_whose_mail_failed_and_why_is_on_a_page_of_the_system_administrator_and_in_their_own_inbox(settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    gone, forged = make_person(email="gone-1@example.org"), make_person(email="a@example.org\nBcc: b@example.org")
    there = make_person()
    for person in (gone, forged, there):
        make_notice(person)
    mail_digests(now=NOW)
    desk, path = client_of(make_person(administrator="system", is_staff=True)), "/admin/notices/digest/"
    page = desk.get(path).text
    assert f"/admin/organizations/user/{gone.pk}/change/" in page and "g***@example.org" in page
    assert page.count("向本人核对邮箱") == 2 and Fault.REFUSED.label in page and Fault.ADDRESS.label in page
    assert "gone-1" not in page and f"/user/{there.pk}/" not in page
    assert client_of(make_person(administrator="security", is_staff=True)).get(path).status_code == 403
    inboxes = [client_of(person).get("/me/notices/").text for person in (gone, there)]
    assert ["寄不到您的邮箱" in inbox for inbox in inboxes] == [True, False]
    settings.EMAIL_BACKEND = f"{__name__}.SilentBackend"
    mail_digests(now=local(2026, 11, 21, 9))
    page = desk.get(path).text
    assert page.count(Fault.SERVER.label) == 2 and "manage.py doctor" in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail_digests(now=local(2026, 11, 21, 10))
    assert list(Digest.objects.failing()) == [Digest.objects.get(recipient=forged, on=date(2026, 11, 21))]
