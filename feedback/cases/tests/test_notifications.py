"""Senders are told each step once, by the way they chose, in words that would tell a stranger nothing."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from disclosure.notices.digest import mail_digests
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_person, noon
from feedback.cases.actions.accepting import accept
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.sender import MERGED_WORDS, send_to_sender
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, happened, received, under_scheme

pytestmark = pytest.mark.django_db
NAMED = {"is_anonymous": False, "name": "王小明", "phone": "13800138000", "email": "wang@example.org"}
MONDAY = SUNDAY + timedelta(days=1)


@pytest.fixture
def longkou():
    return under_scheme("longkou")


def messages(case) -> list[Outgoing]:
    return list(Outgoing.objects.filter(case=case).order_by("pk"))


@pytest.mark.clause("LK-17")
@pytest.mark.parametrize(("reply_by", "channel"), [("email", "email"), ("sms", "sms")])
def test_each_step_makes_one_message_by_the_way_that_was_chosen(longkou, reply_by, channel):
    handler = make_holder(longkou, "handler")
    case = received(longkou, reply_by=reply_by, **NAMED).case
    accept(case, by=handler, now=noon(MONDAY))
    assert [message.channel for message in messages(case)] == [channel, channel]
    assert "已经收到（longkou-2026-D0001）" in messages(case)[0].text
    assert "已经受理（longkou-2026-D0001）" in messages(case)[1].text
    step = Step.objects.get(case=case, action="accepted")
    send_to_sender(case, step, now=noon(MONDAY))
    assert len(messages(case)) == 2


@pytest.mark.clause("QJ-05")
def test_a_message_says_neither_what_was_asked_nor_who_asked_nor_the_code(longkou):
    found = received(longkou, Kind.OPINION, reply_by="email", **NAMED)
    happened(
        found.case, "screened_out", by=None, now=noon(MONDAY), words="理由：预算不在职权内。", note="王小明来过电话"
    )
    said = "".join(f"{message.subject}{message.text}" for message in messages(found.case))
    for secret in ("办公楼", "维修", "王小明", "13800138000", "wang@", found.code, "预算不在", "来过电话"):
        assert secret not in said
    assert "/requests/track/" in said and "意见建议" in said


def test_an_anonymous_sender_is_written_to_at_the_address_they_left(longkou):
    case = received(longkou, reply_by="email", email="someone@example.org").case
    assert len(messages(case)) == 1
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "given", [{}, {"reply_by": "post", "address": "龙口市某路1号"}, {"reply_by": "phone", "phone": "1"}]
)
def test_who_reads_on_the_site_or_is_told_by_a_person_gets_no_message(longkou, given):
    assert messages(received(longkou, **given).case) == []


def test_who_has_an_account_finds_it_in_the_inbox_and_is_mailed_once(longkou):
    member = make_person("member", email="member@example.org")
    given = {"is_anonymous": False, "person": member}
    by_site = received(longkou, **given).case
    by_mail = received(longkou, reply_by="email", email="member@example.org", **given).case
    notices = Notice.objects.filter(recipient=member).order_by("pk")
    assert [notice.url for notice in notices] == [
        f"/requests/letter/{by_site.number}/",
        f"/requests/letter/{by_mail.number}/",
    ]
    assert len(messages(by_mail)) == 1
    mail_digests(now=noon(MONDAY))
    assert [notice.mailed_at for notice in notices.all()] == [noon(MONDAY), noon(SUNDAY)]


@pytest.mark.parametrize(
    ("hour", "expected"), [((20, 22), (21, 8)), ((21, 7), (21, 8)), ((21, 8), (21, 8)), ((21, 21), (21, 21))]
)
def test_nothing_is_to_leave_between_ten_in_the_evening_and_eight_in_the_morning(longkou, hour, expected):
    case = received(longkou, reply_by="sms", phone="13800138000").case
    happened(case, "accepted", by=None, now=at(*hour), words="已受理。")
    assert messages(case)[1].not_before == at(*expected)


def at(day, hour):
    return timezone.make_aware(datetime(2026, 9, day, hour))


def test_when_the_main_case_is_answered_each_merged_sender_is_told_on_their_own_and_nothing_of_the_answer(longkou):
    main = received(longkou).case
    merged = received(longkou, reply_by="email", **NAMED).case
    Case.objects.filter(pk=merged.pk).update(state="merged", merged_into=main, closed_at=noon(MONDAY))
    happened(main, "reply_sent", by=None, now=noon(MONDAY), words="维修用了三十万元。")
    step = Step.objects.get(case=merged, action="main_answered")
    assert step.words == MERGED_WORDS["main_answered"]
    assert [message.key for message in messages(merged)][-1] == f"step:{step.pk}"
    assert "三十万" not in messages(merged)[-1].text
