"""What somebody types into an address, a form or a header on purpose: a page or a refusal, never a failure."""

import base64
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from catalog.items.tests.factories import Desk
from disclosure.files.rich_text import clean, one_line
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_administrator, make_holder, make_organization, make_person
from disclosure.web.forms import RowsField

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
LONG, HUGE = "9" * 30, "9" * 5000


def client_of(person) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize("text", ["[" * 5000, '["\\ud800"]', '["\\u0000"]', "[1e400]", f"[{HUGE}]", "[[1]]"])
@pytest.mark.parametrize("url", ["/sitemap/", "/guide/", "/search/", "/api/v1/items/", "/api/v1/organizations/"])
def test_a_cursor_made_by_hand_leads_to_the_first_page(client, url, text):
    make_organization()
    assert client.get(url, {"after": cursor(text)}).status_code == 200


@pytest.mark.parametrize("number", [LONG, HUGE, "²"])
def test_numbers_no_row_can_have_are_not_found(number):
    branch = make_organization()
    secretary = client_of(make_holder(branch, "secretary"))
    assert secretary.get(f"/i/{number}/files/1/").status_code == 404
    assert secretary.get(f"/admin/catalog/catalogue/{number}/change/").status_code == 404
    assert secretary.get("/admin/orders/order/", {"organization": number}).status_code in (200, 302)
    assert secretary.get("/oversight/", {"department": number}).status_code == 200
    assert secretary.get("/oversight/deadlines.csv", {"department": number}).status_code == 200


@pytest.mark.parametrize("month", ["0001-01", "9999-12"])
def test_the_first_and_the_last_month_of_the_calendar_are_months(month):
    secretary = client_of(make_holder(make_organization(), "secretary"))
    for page in ("", "deadlines.csv", "urging/"):
        assert secretary.get(f"/oversight/{page}", {"month": month}).status_code == 200


@pytest.mark.parametrize("number", [LONG, "²", "x", "-1"])
def test_a_row_of_many_that_no_row_can_be_is_refused(number):
    field = RowsField(Organization.objects.all())
    with pytest.raises(ValidationError):
        field.clean([number])
    assert list(field.clean([str(make_organization().pk)])) == list(Organization.objects.all())


def test_a_secretary_asking_for_an_account_is_turned_away():
    secretary, somebody = make_holder(make_organization(), "secretary"), make_person("somebody")
    for page in ("change", "password"):
        answer = client_of(secretary).get(f"/admin/organizations/user/{somebody.pk}/{page}/")
        assert answer.status_code in (302, 403, 404)


def test_a_day_of_the_calendar_is_asked_for_by_its_number():
    answer = client_of(make_administrator("system")).get("/admin/deadlines/specialday/x/change/")
    assert answer.status_code == 404


@pytest.mark.parametrize("event_on", [date(1, 1, 1), date(206, 9, 1)])
def test_an_event_of_another_age_is_a_slip_of_the_pen(event_on):
    with pytest.raises(ValidationError, match="年份"):
        Desk().registered(event_on=event_on)


def test_marks_that_turn_the_direction_of_writing_are_dropped():
    assert one_line("关于\u202e示公\u2069的\u200b通知") == "关于示公的通知"
    assert clean("<p>甲\u202e乙</p>") == "<p>甲乙</p>"


def test_behind_the_trusted_proxy_a_reader_is_locked_out_by_the_own_address_alone(client, settings):
    settings.TRUSTED_PROXY = "127.0.0.1"
    make_person("official")
    wrong = {"username": "official", "password": "wrong"}
    for _ in range(6):
        locked = client.post("/accounts/login/", wrong, headers={"X-Forwarded-For": "9.9.9.9, 1.1.1.1"})
    other = client.post("/accounts/login/", wrong, headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"})
    assert (locked.status_code, other.status_code) == (429, 200)


def test_a_spoofed_address_wins_no_further_guesses(client, settings):
    settings.TRUSTED_PROXY = ""
    make_person("official")
    wrong = {"username": "official", "password": "wrong"}
    answers = [client.post("/accounts/login/", wrong, headers={"X-Forwarded-For": f"1.1.1.{n}"}) for n in range(6)]
    assert answers[-1].status_code == 429


@pytest.mark.parametrize("username", ["a\x00b", "official" * 1000, "\u202e"])
def test_a_name_nobody_can_have_is_refused_like_any_other(client, username):
    assert client.post("/accounts/login/", {"username": username, "password": "x"}).status_code == 200


@pytest.mark.parametrize("path", ["/requests/new/", "/accounts/login/"])
def test_a_body_that_is_too_large_is_refused_in_plain_chinese(settings, path):
    make_organization()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    client = Client(raise_request_exception=False)
    answer = client.post(path, {"text": "很长" * 2000})
    assert answer.status_code == 413
    assert "送来的内容太大" in answer.content.decode()
    assert client.post(path, {str(number): "1" for number in range(30)}).status_code == 400
