"""What leaves compressed, and what never does because a secret in it could be guessed by its length."""

import gzip
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from catalog.items.tests.factories import Desk
from catalog.items.tests.test_attachment_view import attach, url_of
from disclosure.organizations.tests.factories import make_member, make_person
from disclosure.web.compression import CompressionMiddleware
from feedback.cases.tests.factories import received, under_scheme
from feedback.consultations.tests.factories import Office

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
TOKEN = "csrfmiddlewaretoken"
ASKS = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


@pytest.fixture
def desk(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    return Desk(name="青岭县民政局党支部", on=timezone.localdate() - timedelta(days=20))


@pytest.fixture
def item(desk):
    """The last of several: what is hardly longer than its compressed form leaves as it is."""
    on = timezone.localdate(desk.now)
    return [desk.published_outside(code="1-1", event_on=on, title=f"第{number}次会议") for number in range(1, 7)][-1]


def body_of(answer) -> bytes:
    return answer.getvalue()


def without_number(body: bytes) -> bytes:
    """Each page for what is not there has a number of its own."""
    return re.sub("编号 [^。]*。".encode(), b"", body)


def is_compressed(answer) -> bool:
    return answer.get("Content-Encoding") == "gzip"


def public_addresses(desk, item) -> list[str]:
    code = desk.organization.code
    return [
        "/", "/search/?q=党费", "/guide/", "/consultations/", "/404/", f"/o/{code}/", f"/o/{code}/1-1/",
        f"/i/{item.pk}/", f"/screen/{code}/", f"/o/{code}/catalogue.csv", f"/feeds/{code}.xml", "/api/v1/items/",
    ]  # fmt: skip


def test_what_everybody_gets_alike_leaves_compressed_and_says_the_same(client, desk, item):
    for address in public_addresses(desk, item):
        plain, small = client.get(address), client.get(address, **ASKS)
        assert is_compressed(small), address
        assert "Accept-Encoding" in plain["Vary"]
        assert "Accept-Encoding" in small["Vary"]
        assert not is_compressed(plain)
        assert TOKEN not in plain.content.decode() if not plain.streaming else True
        content = body_of(small)
        assert without_number(gzip.decompress(content)) == without_number(body_of(plain))
        assert len(content) < len(gzip.decompress(content))


def test_a_signed_in_session_gets_nothing_compressed(client, desk, item):
    person = make_person("member")
    make_member(person, desk.organization)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    for address in [*public_addresses(desk, item), "/me/"]:
        assert not is_compressed(client.get(address, **ASKS)), address


def test_a_page_with_a_form_token_is_never_compressed(client):
    office = Office()
    addresses = ["/sitemap/", "/accounts/login/", "/requests/track/", "/opinions/new/", "/requests/new/"]
    for address in [*addresses, office.out(timezone.localdate()).get_absolute_url()]:
        for _visit in ("first", "with the cookie of the first"):
            answer = client.get(address, **ASKS)
            assert answer.status_code == 200
            assert TOKEN in answer.content.decode()
            assert not is_compressed(answer), address


def test_a_case_opened_by_its_query_code_and_its_receipt_are_never_compressed(client):
    found = received(under_scheme("longkou"), on=timezone.localdate())
    answer = client.post("/requests/track/", {"code": found.code}, follow=True, **ASKS)
    assert answer.status_code == 200
    assert found.case.number in answer.content.decode()
    assert not is_compressed(answer)
    # The query code opens nothing in another browser: its page for the code has a form of its own.
    assert not is_compressed(Client().get(f"/requests/letter/{found.case.number}/", **ASKS))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_packages_are_not_compressed_again(client, desk, item, kind):
    answer = client.get(f"/o/{desk.organization.code}/catalogue.{kind}", **ASKS)
    assert answer.status_code == 200
    assert not is_compressed(answer)


def test_a_file_is_not_compressed_and_is_asked_for_by_its_age(client, desk):
    item = desk.published_outside(code="1-2", event_on=timezone.localdate(desk.now))
    file = attach(item, content=b"%PDF-1.4 " + b"minutes " * 100, version=item.published_version)
    first = client.get(url_of(file), **ASKS)
    assert first.status_code == 200
    assert not is_compressed(first)
    again = client.get(url_of(file), HTTP_IF_MODIFIED_SINCE=first["Last-Modified"], **ASKS)
    assert (again.status_code, body_of(again)) == (304, b"")
    older = http_date(timezone.now().timestamp() - 10**7)
    assert client.get(url_of(file), HTTP_IF_MODIFIED_SINCE=older, **ASKS).status_code == 200


@pytest.mark.parametrize(
    ("headers", "cookie", "compressed"),
    [
        ({"Content-Type": "text/html; charset=utf-8"}, "", True),
        ({"Content-Type": "image/svg+xml"}, "", True),
        ({"Content-Type": "text/html", "Cache-Control": "no-store"}, "", False),
        ({"Content-Type": "text/html"}, "csrftoken", False),
        ({"Content-Type": "application/pdf"}, "", False),
        ({"Content-Type": "text/calendar"}, "", False),
    ],
)
@pytest.mark.parametrize("answer_class", [HttpResponse, StreamingHttpResponse])
def test_the_answer_itself_says_whether_it_may_be_compressed(rf, answer_class, headers, cookie, compressed):
    answer = answer_class(["a" * 900], headers=headers)
    if cookie:
        answer.set_cookie(cookie, "1")
    assert is_compressed(CompressionMiddleware(lambda request: answer)(rf.get("/", **ASKS))) is compressed


def test_a_strong_tag_becomes_a_weak_one(rf):
    """The bytes differ from those of the plain answer; the page does not (RFC 9110, 8.8.1)."""
    answer = HttpResponse("a" * 900, headers={"ETag": '"abc"'})
    assert CompressionMiddleware(lambda request: answer)(rf.get("/", **ASKS))["ETag"] == 'W/"abc"'
