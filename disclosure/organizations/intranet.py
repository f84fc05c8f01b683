"""Where a reader sits: Party-scope pages may be limited to a list of networks.

A page that asks for signing in belongs to the desk and opens on the intranet alone (``IntranetMiddleware``), unless it
says otherwise (``disclosure.organizations.site.open_outside``). A page that asks for no signing in shows outside what a passer-by may see
(``site_reader``), or nothing (``intranet_only``).
"""

import ipaddress
from collections.abc import Iterable
from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from disclosure.audit.middleware import client_address
from disclosure.organizations.access import reader_of


def is_on_intranet(request) -> bool:
    """True when no network list is set, or the reader's address is in it."""
    return not settings.INTRANET_NETWORKS or comes_from(request, settings.INTRANET_NETWORKS)


def comes_from(request, networks: Iterable[str]) -> bool:
    """Whether the reader's address is in one of them. An unreadable address is outside."""
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network, strict=False) for network in networks)


class IntranetMiddleware:
    """Refuses with 403, and says why, before a page of the desk is made for somebody outside."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        is_of_the_desk = getattr(view, "login_required", True) and not getattr(view, "opens_outside", False)
        if is_of_the_desk and request.user.is_authenticated:
            require_intranet(request)


def intranet_only(view):
    """For pages without signing in that show nothing outside."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        require_intranet(request)
        return view(request, *args, **kwargs)

    return guarded


def require_intranet(request) -> None:
    if not is_on_intranet(request):
        raise PermissionDenied("这一页只能在内网打开。")


def site_reader(request):
    """The person the site's pages are shown to: outside the intranet everyone reads as a passer-by."""
    return reader_of(request) if is_on_intranet(request) else AnonymousUser()
