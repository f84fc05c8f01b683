"""A page for a request that failed has a number; the log has it too, with the time, who it was and from where, and no secret."""

import logging
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import RequestFactory

from disclosure.audit.middleware import coming_from, without_address
from disclosure.health.log_lines import Circumstances, masked
from disclosure.organizations.tests.factories import client_of, make_person
from disclosure.web.errors.pages import bad_request
from disclosure.web_server import AccessLog, access_log_format

FORMAT = settings.LOGGING["formatters"]["line"]


@pytest.fixture
def lines():
    """What the portal's own log would say."""
    said = []

    class Handler(logging.Handler):
        def emit(self, record):
            said.append(self.format(record))

    handler = Handler()
    handler.addFilter(Circumstances())
    handler.setFormatter(logging.Formatter(FORMAT["format"], style=FORMAT["style"]))
    logging.getLogger("django.request").addHandler(handler)
    yield said
    logging.getLogger("django.request").removeHandler(handler)


def fail(*given, **values):
    raise RuntimeError("a fault")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_fault_is_found_in_the_log_by_the_number_on_the_page(method, lines, monkeypatch):
    person = make_person("reader")
    client = client_of(person)
    client.raise_request_exception = False
    monkeypatch.setattr("disclosure.sign_in.ChangePassword.dispatch", fail)
    response = getattr(client, method)("/accounts/password/?code=SECRET", REMOTE_ADDR="203.0.113.5")
    assert response.status_code == 500
    (number,) = re.findall(r"编号 ([2-9A-Z]{6})，\d{4}年\d+月\d+日 \d\d:\d\d", response.text)
    assert ("可能没有保存" in response.text) == (method == "post")
    line = next(line for line in lines if number in line)
    assert re.match(rf"\d{{4}}-\d\d-\d\d .* ERROR {number} {person.pk} 203.0.113.5 django.request: ", line)
    assert "/accounts/password/" in line and "SECRET" not in line


@pytest.mark.django_db
def test_a_page_that_is_not_there_has_a_number_too(client, lines):
    response = client.get("/i/1/?code=SECRET")
    assert response.status_code == 404
    (number,) = re.findall(r"编号 ([2-9A-Z]{6})，\d{4}年\d+月\d+日 \d\d:\d\d", response.text)
    (line,) = [line for line in lines if number in line]
    assert f"WARNING {number} " in line and "/i/1/" in line and "SECRET" not in line


def test_where_somebody_may_stay_unknown_no_line_says_who_or_from_where():
    request = RequestFactory().get("/")
    request._cached_user = SimpleNamespace(pk=7)
    without_address(lambda request: None)(request)
    record = logging.makeLogRecord({"request": request})
    with coming_from("203.0.113.5"):
        Circumstances().filter(record)
    assert (record.person, record.address) == ("-", "-")


@pytest.mark.parametrize(
    ("path", "said"),
    [("/calendar/secret.ics", "/calendar/….ics"), ("/calendar/2026/10/", "/calendar/2026/10/"), ("/i/1/", "/i/1/")],
)
def test_an_address_that_is_a_secret_is_masked(path, said):
    assert masked(path) == said
    record = logging.makeLogRecord({"msg": "%s: %s", "args": ("Not Found", path)})
    Circumstances().filter(record)
    assert record.getMessage() == f"Not Found: {said}"


@pytest.mark.clause("LK-23")
def test_the_access_log_knows_no_query_no_secret_no_ballot_and_nobody_who_writes(monkeypatch):
    said = []
    monkeypatch.setattr("gunicorn.glogging.Logger.access", lambda self, resp, req, environ, time: said.append(environ))
    log = AccessLog.__new__(AccessLog)
    for path in (
        *("/requests/", "/calendar/secret.ics", "/oversight/evaluation/ballot/", "/opinions/new/", "/requests/track/"),
        *(
            "/requests/receipt/",
            "/requests/letter/longkou-2026-D0001/",
            "/requests/letter/longkou-2026-D0001/complain/",
        ),
        *("/c/1/", "/c/1/comment/"),
    ):
        log.access(None, None, {"PATH_INFO": path, "QUERY_STRING": "code=1"}, None)
    assert [environ["PATH_INFO"] for environ in said] == ["/requests/", "/calendar/….ics"]
    assert not re.search(r"%\((q|r|f)\)s", access_log_format)


def test_a_malformed_request_has_a_number_too(rf):
    response = bad_request(rf.get("/"), ValueError())
    assert response.status_code == 400 and "编号 " in response.content.decode()
