"""What every template may name: the portal and the reader's chosen type size."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from disclosure.organizations.access import access_for, reader_of
from disclosure.organizations.intranet import is_on_intranet
from disclosure.organizations.portal.identity import identity
from disclosure.organizations.roles import WATCH

READING_MODES = ("normal", "small", "large", "elder")
# Label, route, and the first segments of the addresses that belong there: an item to what is newest, opinions to requests.
DESK = ("工作台", "admin:index", ("admin",))
OVERSIGHT = ("监督", "oversight:home", ("oversight",))
PLACES = (
    ("公开目录", "catalog:home", ("", "o")),
    ("最新公开", "catalog:search", ("search", "i")),
    ("点题与申请", "feedback:requests", ("requests", "opinions", "questions")),
    ("意见征求", "feedback:consultations", ("consultations", "c", "meetings")),
)


@dataclass(frozen=True)
class Place:
    label: str
    url: str
    is_current: bool


def reading_mode(request) -> str:
    chosen = request.GET.get("reading") or kept_mode(request)
    return chosen if chosen in READING_MODES else "normal"


def kept_mode(request) -> str:
    return request.COOKIES.get("reading", "")


def places(request) -> list[Place]:
    """Where one can go; who works here finds the desk first. Costs a signed-in person two queries, others none."""
    reader = reader_of(request)
    shown = list(PLACES)
    if reader.is_authenticated:
        if access_for(request).has_any(WATCH):
            shown.append(OVERSIGHT)
        if reader.is_staff:
            shown.insert(0, DESK)
    here = request.path.split("/")[1]
    return [Place(label, reverse(route), here in segments) for label, route, segments in shown]


def portal(request) -> Mapping[str, Any]:
    mode, shown = reading_mode(request), identity()
    return {
        "portal": {
            "name": shown.name,
            "domain": urlsplit(settings.PORTAL_URL).netloc,
            "version": settings.PORTAL_VERSION,
            "responsible": shown.responsible,
            "phone": shown.phone,
            "places": places(request),
            # A signed-in person outside the intranet reads as a passer-by; the page says so.
            "is_outside": not is_on_intranet(request) and reader_of(request).is_authenticated,
            # Chosen by a link, which keeps nothing: the page offers to keep it.
            "unkept_mode": mode if "reading" in request.GET and mode != (kept_mode(request) or "normal") else "",
        },
        "reading": mode,
    }
