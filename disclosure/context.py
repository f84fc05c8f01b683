"""What every template may name: the portal and the reader's chosen type size."""

from dataclasses import dataclass

from django.conf import settings

READING_MODES = ("normal", "large", "elder")
PLACES = (("公开目录", "/"), ("最新公开", "/search/"), ("监督", "/oversight/"))


@dataclass(frozen=True)
class Place:
    label: str
    url: str
    is_current: bool
    count: int | None = None


def reading_mode(request) -> str:
    chosen = request.GET.get("reading") or request.COOKIES.get("reading", "")
    return chosen if chosen in READING_MODES else "normal"


def is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def portal(request) -> dict:
    places = [Place(label, url, is_current(request.path, url)) for label, url in PLACES]
    return {
        "portal": {
            "name": settings.PORTAL_NAME,
            "version": settings.PORTAL_VERSION,
            "responsible": settings.PORTAL_RESPONSIBLE,
            "phone": settings.PORTAL_PHONE,
            "places": places,
        },
        "reading": reading_mode(request),
    }
