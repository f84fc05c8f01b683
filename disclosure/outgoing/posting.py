"""POST to an address that somebody entered: never to this machine or to a network that is not listed, and never led elsewhere.

The name is looked up once and the connection goes to the address that was looked at: a name that answers otherwise the second time
leads nowhere.
"""

import ipaddress
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ValidationError

SECONDS = 10
# Of an answer nothing is read but its first bytes, so that a chatty one ends soon.
MOST_READ = 1000
JSON_HEADERS = {"Content-Type": "application/json; charset=utf-8"}
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Answer:
    """``start``: its first bytes."""

    status: int
    start: bytes


def require_url(url: str) -> SplitResult:
    """As it is written, without looking it up. ValidationError: in words."""
    try:
        found = urlsplit(url)
        port = found.port
    except ValueError as error:
        raise ValidationError("网址写得不对。") from error
    if found.scheme not in PORTS or not found.hostname or found.username or found.password or port == 0:
        raise ValidationError("请写以 https:// 开头的网址，里面不带用户名和密码。")
    return found


def address_of(url: SplitResult, networks: Iterable[str]) -> str:
    """The address to connect with. ValidationError: it is no public one and in no listed network, or plain http leaves them."""
    listed = [ipaddress.ip_network(each, strict=False) for each in networks]
    port = url.port or PORTS[url.scheme]
    found = {str(each[4][0]) for each in socket.getaddrinfo(url.hostname, port, type=socket.SOCK_STREAM)}
    for text in sorted(found):
        address = ipaddress.ip_address(text)
        is_listed = any(address in network for network in listed)
        if not is_listed and (not address.is_global or address.is_multicast):
            raise ValidationError("这个网址在内网，内网的网段要先由运维写进 WEBHOOK_NETWORKS。")
        if not is_listed and url.scheme == "http":
            raise ValidationError("发到外面的网址要用 https。")
    return sorted(found)[0]


def post(url: str, body: bytes, headers: Mapping[str, str], *, networks: Iterable[str]) -> int:
    """The status that was answered. Errors as ``post_and_read``'s."""
    return post_and_read(url, body, headers, networks=networks).status


def post_and_read(url: str, body: bytes, headers: Mapping[str, str], *, networks: Iterable[str]) -> Answer:
    """ValidationError: not a place to send to; OSError: nobody answered for good."""
    found = require_url(url)
    address = address_of(found, networks)
    kind = HTTPSConnection if found.scheme == "https" else HTTPConnection
    connection = kind(found.hostname or "", found.port or PORTS[found.scheme], timeout=SECONDS)
    # Where the connection is opened, and only there, the name gives way to the address that was looked at.
    vars(connection)["_create_connection"] = partial(connect, address)
    path = (found.path or "/") + (f"?{found.query}" if found.query else "")
    try:
        connection.request("POST", path, body, dict(headers))
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(MOST_READ))
    except HTTPException as error:
        raise ConnectionError(type(error).__name__) from error
    finally:
        connection.close()


def connect(address: str, place: tuple[str, int], *given, **more) -> socket.socket:
    return socket.create_connection((address, place[1]), *given, **more)
