"""Remembers, for the length of one request, where it comes from."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.conf import settings
from django.urls import Resolver404, resolve

_address: ContextVar[str] = ContextVar("audit_address", default="")


def current_address() -> str:
    """Network address of the request being served; empty outside a request."""
    return _address.get()


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def without_address(view):
    """For pages on which somebody acts who may stay unknown: no event of theirs, and no line of the log, says who it was or from where.
    That the page was asked for is not logged at all: address and second would join it to what was written at that second."""

    @wraps(view)
    def unnamed(request, *args, **kwargs):
        vars(request)["is_unnamed"] = True
        with coming_from(""):
            return view(request, *args, **kwargs)

    vars(unnamed)["is_unnamed"] = True
    return unnamed


def is_unnamed(path: str) -> bool:
    """Whether the address is that of such a page."""
    try:
        return getattr(resolve(path).func, "is_unnamed", False)
    except Resolver404:
        return False


def is_trusted_proxy(address: str) -> bool:
    if not settings.TRUSTED_PROXY:
        return False
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(settings.TRUSTED_PROXY, strict=False)
    except ValueError:
        return False


def client_address(request) -> str:
    """The reader's address. X-Forwarded-For is believed only when the trusted proxy sent it (its last entry)."""
    peer = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and is_trusted_proxy(peer):
        return forwarded.split(",")[-1].strip()
    return peer


class AuditContextMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with coming_from(client_address(request)):
            return self.get_response(request)
