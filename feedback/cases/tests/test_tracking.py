"""A case is opened by its query code or by its sender's account, and by nobody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from disclosure.organizations.tests.factories import make_member, make_person, noon
from feedback.cases.codes import digest, new_code
from feedback.cases.models.cases import Case
from feedback.cases.public.opened import LockedOut, try_code
from feedback.cases.public.views.tracking import WRONG
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme
from feedback.intake.models import Attempt
from feedback.intake.rate_limit import CODE, MOST, network_of

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 9, 20)
NOW = noon(SUNDAY)
HERE, ELSEWHERE = "203.0.113.9", "198.51.100.7"


@pytest.fixture
def longkou():
    return under_scheme("longkou", supervision_phone="0535-8500000")


def today_case(organization, **given):
    return received(organization, on=timezone.localdate(), **given)


def opened_by_code(client, code):
    return client.post("/requests/track/", {"code": code}, follow=True)


def text_of(answer) -> str:
    return answer.content.decode()


@pytest.mark.clause("LK-17")
def test_ten_thousand_guesses_find_nothing_and_the_guesser_is_locked_out(longkou):
    code, refused = received(longkou).code, 0
    guesses = [new_code() for _number in range(10_000)]
    assert not Case.objects.filter(code_digest__in=[digest(guess) for guess in guesses]).exists()
    for guess in guesses[:200]:
        try:
            assert try_code(guess, HERE, now=NOW) is None
        except LockedOut:
            refused += 1
    assert refused == 200 - MOST[CODE]
    with pytest.raises(LockedOut):
        try_code(code, HERE, now=NOW)
    assert try_code(code, ELSEWHERE, now=NOW) is not None
    assert try_code(code, HERE, now=NOW + timedelta(hours=2)) is not None


def test_a_right_code_neither_counts_nor_forgets_the_wrong_ones(longkou):
    found = received(longkou)
    for guess in ("", "ABC", "x" * 5000, new_code(), found.case.number):
        assert try_code(guess, HERE, now=NOW) is None
    assert try_code(found.code.lower(), HERE, now=NOW) == found.case
    wide = found.code.translate({ord(sign): ord(sign) + 0xFEE0 for sign in found.code})
    assert try_code(wide, HERE, now=NOW) == found.case
    assert Attempt.objects.get().count == 5


def test_an_address_of_version_six_counts_with_its_whole_network():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:203.0.113.9") == HERE == network_of(HERE)
    assert network_of("unreadable") == "unreadable"


def test_every_wrong_code_is_answered_alike_until_the_address_is_locked_out(client, longkou):
    found = today_case(longkou)
    answers = [wrong(client, number) for number in range(MOST[CODE])]
    assert {(answer.status_code, answer.context["errors"][0].text) for answer in answers} == {(200, WRONG)}
    locked = opened_by_code(client, found.code)
    assert locked.status_code == 429 and locked["Retry-After"] == "7200"
    assert "过两个小时再来" in text_of(locked)
    assert client.get(f"/requests/letter/{found.case.number}/").status_code == 404


def wrong(client, number: int):
    return client.post("/requests/track/", {"code": new_code() if number % 2 else f"no{number}"})


@pytest.mark.clause("LK-17")
@pytest.mark.clause("LK-21")
def test_the_code_opens_the_case_with_its_dates_and_why_and_stands_in_no_address(client, longkou):
    found = today_case(longkou)
    answer = opened_by_code(client, found.code)
    address = f"/requests/letter/{found.case.number}/"
    assert answer.redirect_chain == [(address, 302)]
    page = text_of(answer)
    assert "办公楼维修用了多少钱" in page and "已收到。" in page
    due_on = found.case.answer_deadline.due_on
    assert f"为什么是{due_on.month}月{due_on.day}日" in page and "时限为15日" in page
    assert found.code not in page
    assert "Disallow: /requests/letter/" in text_of(client.get("/robots.txt"))
    assert answer["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in answer["Cache-Control"]
    client.post(f"{address}shut/")
    assert client.get(address).status_code == 404


def test_an_unknown_case_and_another_ones_are_the_same_answer_from_the_same_queries(
    client, longkou, django_assert_num_queries
):
    mine, others = today_case(longkou), today_case(longkou)
    opened_by_code(client, mine.code)
    answers = []
    for number in (others.case.number, "longkou-2026-D9999"):
        with django_assert_num_queries(2):
            answers.append(client.get(f"/requests/letter/{number}/"))
        assert client.get(f"/requests/letter/{number}/documents/1.pdf").status_code == 404
        assert client.get(f"/requests/letter/{number}/files/1/").status_code == 404
    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_case_shuts_after_an_hour_and_what_was_typed_is_not_lost(client, longkou, monkeypatch):
    found = today_case(longkou)
    opened_by_code(client, found.code)
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr("feedback.cases.public.views.case.timezone.now", lambda: later)
    assert client.get(f"/requests/letter/{found.case.number}/").status_code == 404
    answer = client.post(f"/requests/letter/{found.case.number}/complete/", {"text": "写了很久的内容"})
    assert answer.status_code == 404 and "写了很久的内容" in text_of(answer)


def test_the_senders_account_opens_it_on_the_intranet_alone(client, longkou, settings):
    member, other = make_person("member"), make_person("other")
    make_member(member, longkou)
    case = today_case(longkou, is_anonymous=False, person=member).case
    address = f"/requests/letter/{case.number}/"
    client.force_login(other, "django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 404
    assert case.subject not in text_of(client.get("/me/letters/"))
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    assert client.get(address).status_code == 200
    assert case.subject in text_of(client.get("/me/letters/"))
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]
    assert client.get(address).status_code == 404
    assert case.subject not in text_of(client.get("/me/letters/"))


def test_my_cases_cost_the_same_for_one_and_for_twenty(client, longkou, django_assert_max_num_queries):
    member = make_person("member")
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    today_case(longkou, is_anonymous=False, person=member)
    with django_assert_max_num_queries(30) as one:
        client.get("/me/letters/")
    for _number in range(19):
        today_case(longkou, kind=Kind.OPINION, is_anonymous=False, person=member)
    with django_assert_max_num_queries(30) as twenty:
        client.get("/me/letters/")
    assert len(one) == len(twenty)
