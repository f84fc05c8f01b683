"""A browser whose answers get lost: it sends the same request again until somebody answers for good."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPHandler, HTTPRedirectHandler, ProxyHandler, Request, build_opener

# Seconds: for one answer, and in all until it counts as never answered.
ANSWER, ALL = 30, 240
# Of the answers to what was sent so many are thrown away, as if the line had been cut behind the portal.
DROPPED = 0.15
LOST = (OSError, HTTPException)


@dataclass
class Answer:
    """As ``django.test.Client`` gives it, as far as a ``Visitor`` reads it."""

    status_code: int
    content: bytes
    location: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    redirect_chain: list[tuple[str, int]] = field(default_factory=list)


class Unanswered(Exception):
    """It was sent again and again, and nobody answered for good."""


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


class From(HTTPHandler):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.connection = partial(HTTPConnection, source_address=(address, 0))

    def http_open(self, request: Request) -> Any:
        return self.do_open(self.connection, request)


class Browser:
    """``repeats``: how often a request was sent again, by all."""

    repeats = 0

    def __init__(self, base: str, address: str, session: str = "") -> None:
        """``address``: of this machine (127.0.0.0/8), from which it sends: what one address may send is counted."""
        self.base, self.session, self.jar = base, session, CookieJar()
        self.opener = build_opener(ProxyHandler({}), NoRedirects, HTTPCookieProcessor(self.jar), From(address))

    def get(self, path: str, *, follow: bool = True) -> Answer:
        return self.followed(self.until_answered(path, None))

    def post(self, path: str, values: Any, *, follow: bool = True) -> Answer:
        pairs = [(name, one) for name, each in values.items() for one in (each if isinstance(each, list) else [each])]
        return self.followed(self.until_answered(path, urlencode(pairs).encode()))

    def followed(self, answer: Answer) -> Answer:
        """What was sent is acknowledged by now; reading where it leads changes nothing."""
        chain: list[tuple[str, int]] = []
        while answer.location and len(chain) < 10:
            chain.append((answer.location, answer.status_code))
            answer = self.until_answered(answer.location, None)
        return Answer(answer.status_code, answer.content, redirect_chain=chain)

    def until_answered(self, path: str, data: bytes | None) -> Answer:
        until = time.monotonic() + ALL
        while time.monotonic() < until:
            try:
                answer = self.sent(path, data)
            except LOST:
                answer = None
            is_known = answer is not None and answer.status_code < 500
            if answer and is_known and (data is None or random.random() >= DROPPED):
                return answer
            type(self).repeats += 1
            time.sleep(0.3)
        raise Unanswered(path)

    def sent(self, path: str, data: bytes | None) -> Answer:
        url = urljoin(self.base, path)
        request = Request(url, data, {"Referer": url})
        if self.session:
            request.add_unredirected_header("Cookie", self.cookies(url))
        try:
            with self.opener.open(request, timeout=ANSWER) as response:
                return Answer(response.status, response.read(), headers=response.headers)
        except HTTPError as error:
            with error:
                where = urljoin(path, error.headers.get("Location", "")) if 300 <= error.code < 400 else ""
                return Answer(error.code, error.read(), where)

    def cookies(self, url: str) -> str:
        """Those it was given, and the session it was born with."""
        kept = {cookie.name: cookie.value for cookie in self.jar}
        return "; ".join(f"{name}={value}" for name, value in {**kept, "sessionid": self.session}.items())
