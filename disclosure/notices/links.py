"""What a message calls the portal, and where it may lead: pages of the portal and nowhere else."""

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

from disclosure.organizations.portal.identity import identity


def portal_name() -> str:
    return identity().name


def is_local(url: str) -> bool:
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def absolute_url(url: str) -> str:
    """The address as a mail must spell it; empty when the notice leads nowhere, or outside."""
    return settings.PORTAL_URL.rstrip("/") + url if is_local(url) else ""
