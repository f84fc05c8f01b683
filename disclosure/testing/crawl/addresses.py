"""Addresses: which belong to the portal, and which are of one kind."""

import re
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from disclosure.testing.crawl.accounts import ORGANIZATIONS

ORIGINS = ("http://testserver", "http://127.0.0.1:8000")
# Files of the design; the admin's redirects by number of content type.
PASSED_OVER = ("/static/", "/admin/r/")
# Already quoted signs stay as they are; so only what is not ASCII changes.
AS_WRITTEN = "/:?#[]@!$&'()*+,;=%~"
# Every page offers itself in other sizes of type: all these are one kind.
TYPE_SIZE = "reading"
ORGANIZATION = re.compile(rf"({'|'.join(ORGANIZATIONS)})(-[a-z]+)?")


def internal(link: str, base: str) -> str | None:
    """Path and query of a link on the page ``base``, or nothing where it leads out or is passed over."""
    address = urljoin(ORIGINS[0] + base, link.strip())
    origin = next((each for each in ORIGINS if address.startswith(each)), None)
    if origin is None:
        return None
    address = quote(address.removeprefix(origin).partition("#")[0] or "/", safe=AS_WRITTEN)
    return address if address.startswith("/") and not address.startswith(PASSED_OVER) else None


def kind(address: str) -> tuple[str, ...]:
    """Addresses of one kind differ only by numbers, codes and values: the path without them, then the names in the query.

    A file is of one kind whatever is asked of it.
    """
    parts = urlsplit(address)
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if TYPE_SIZE in names:
        return "", TYPE_SIZE
    if "." in parts.path:
        names = set()
    return "/".join(map(segment_kind, parts.path.split("/"))), *sorted(names)


def segment_kind(segment: str) -> str:
    name, dot, ending = segment.partition(".")
    is_one_of_many = any(sign.isdigit() for sign in name) or ORGANIZATION.fullmatch(name)
    return f"*{dot}{ending}" if is_one_of_many else segment
