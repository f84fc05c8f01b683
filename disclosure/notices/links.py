"""Where a notice may lead: pages of the portal and nowhere else."""

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme


def is_local(url: str) -> bool:
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def absolute_url(url: str) -> str:
    """The address as a mail must spell it; empty when the notice leads nowhere, or outside."""
    return settings.PORTAL_URL.rstrip("/") + url if is_local(url) else ""
