"""From the start addresses along every link, as one account, by GET alone; the database is left as it was."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from disclosure.testing.crawl.accounts import ORGANIZATIONS, PASSER_BY
from disclosure.testing.crawl.addresses import ORIGINS, internal, kind
from disclosure.testing.crawl.files import file_lines
from disclosure.testing.crawl.frozen import CHANCE
from disclosure.testing.crawl.text import links, page_lines, parsed

STARTS = [
    "/", "/admin/", "/me/", "/me/calendar/", "/me/letters/", "/me/notices/", "/oversight/", "/search/?q=党务",
    "/requests/", "/requests/new/", "/opinions/new/", "/questions/new/", "/requests/track/", "/consultations/", "/meetings/",
    "/accounts/login/", "/accounts/password/", "/guide/", "/reading/", "/gallery/", "/sitemap/", "/robots.txt", "/healthz",
    "/api/v1/", "/api/v1/items/", "/api/v1/organizations/",
    *(f"/feeds/{code}.xml" for code in ORGANIZATIONS),
    *(f"/screen/{code}/" for code in ORGANIZATIONS),
    *(f"/screen/{code}/items.json" for code in ORGANIZATIONS),
]  # fmt: skip
# Of one kind of address an account sees so many: by the number of names in the query, and of files.
PLAIN, FILES = 15, 2
WITH_QUERY = {1: 3, 2: 2}
HASH = re.compile(r"(?<=/static/)([^\s\"<>]+)\.[0-9a-f]{12}(?=\.\w)")
CONTENT_TYPE = re.compile(r"/admin/r/\d+/")
SIGNATURE = re.compile(r"(?<=[\w-]):[\w-]{43}(?![\w-])")


class Browser(Client):
    """Keeps no record of the templates rendered, and gives a page of the status 500 for what fails."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Page:
    """``block`` is what is written of it."""

    account: str
    address: str
    status: int
    block: str
    came_from: str
    links: list[str] = field(repr=False)


def bound(plain: int, path: str, *names: str) -> int:
    if "." in path:
        return FILES
    return WITH_QUERY.get(len(names), 1) if names else plain


def lot(account: str, address: str) -> str:
    """Where more wait than are seen: accounts see different ones of them, each account always the same."""
    return hashlib.sha256(f"{account} {address}".encode()).hexdigest()


class Walk:
    """``plain``: how many pages of one kind are looked at."""

    def __init__(self, account: str, *, with_queries: bool, plain: int = PLAIN):
        self.account, self.with_queries, self.plain = account, with_queries, plain
        self.browser = Browser()
        self.seen: Counter[tuple[str, ...]] = Counter()
        if account != PASSER_BY:
            CHANCE.begin(account)
            person = get_user_model().objects.get(username=account)
            self.browser.force_login(person, "django.contrib.auth.backends.ModelBackend")

    def pages(self) -> list[Page]:
        """Breadth first, so that what is near the start comes in before the bounds are reached."""
        pages: list[Page] = []
        waiting = {start: "" for each in STARTS if (start := internal(each, "/"))}
        known = set(waiting)
        while waiting:
            level = [self.look(address, waiting[address]) for address in self.admitted(waiting)]
            pages += level
            waiting = {}
            for page in level:
                waiting |= {link: page.address for link in page.links if link not in known and link not in waiting}
            known |= waiting.keys()
        return sorted(pages, key=lambda page: page.address)

    def admitted(self, addresses: Iterable[str]) -> list[str]:
        admitted = []
        for address in sorted(addresses, key=lambda each: lot(self.account, each)):
            self.seen[kind(address)] += 1
            if self.seen[kind(address)] <= bound(self.plain, *kind(address)):
                admitted.append(address)
        return admitted

    def look(self, address: str, came_from: str) -> Page:
        """Chance and cache begin anew and nothing is kept, so that no page depends on those looked at before it."""
        CHANCE.begin(self.account, address)
        cache.clear()
        with transaction.atomic(), connection.execute_wrapper(counter := QueryCounter()):
            response = self.browser.get(address)
            body = b"".join(response) if response.streaming else response.content
            response.close()
            transaction.set_rollback(True)
        return self.page(address, response, body, counter.count, came_from)

    def page(self, address: str, response, body: bytes, queries: int, came_from: str) -> Page:
        content_type, location = response.get("Content-Type", ""), response.get("Location", "")
        is_html = content_type.startswith("text/html")
        html = parsed(body.decode()) if is_html else None
        found = links(html) if is_html else named_addresses(content_type, body)
        led_to = {link for each in [location, *found] if (link := internal(each, address))}
        head = [f"{response.status_code} {content_type} {location}".strip()]
        head += [f"queries: {queries}"] if self.with_queries else []
        lines = page_lines(html) if is_html else file_lines(content_type, body)
        block = steady("\n".join([f"=== {self.account} {address}", *head, *lines, "", ""]))
        return Page(self.account, address, response.status_code, block, came_from, sorted(led_to))


def steady(block: str) -> str:
    """Without what is of one installation or one version of the code only."""
    block = SIGNATURE.sub(":~", HASH.sub(r"\1", block))
    return CONTENT_TYPE.sub("/admin/r/~/", block)


class QueryCounter:
    count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def named_addresses(content_type: str, body: bytes) -> list[str]:
    """The portal's own in a feed or in data."""
    if "json" not in content_type and "xml" not in content_type or body.startswith(b"PK"):
        return []
    return re.findall(rf"{ORIGINS[0]}(/[^\s\"<>]*)", body.decode())
