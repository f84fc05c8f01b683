"""What every page of the site has in common."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from disclosure.audit.middleware import without_address
from disclosure.organizations.intranet import site_reader
from disclosure.organizations.models.people import User

LONGEST = 100


@dataclass(frozen=True)
class Reading:
    """Who reads, on which day. Outside the intranet a member reads as a passer-by."""

    reader: User | AnonymousUser
    on: date

    @property
    def is_member(self) -> bool:
        return self.reader.is_authenticated


def reading_of(request) -> Reading:
    return Reading(site_reader(request), timezone.localdate())


def asked(request, name: str) -> str:
    """A GET parameter as one line of text that every database takes."""
    return " ".join(request.GET.get(name, "").replace("\x00", "").split())[:LONGEST]


def kept_by_nobody(view):
    """No cache may answer for the portal: what is withdrawn must vanish at once."""
    return vary_on_cookie(cache_control(private=True, no_cache=True)(view))


def open_outside(view):
    """For a page that asks for signing in and opens outside the intranet all the same: one's own account, and what shows a
    passer-by's view there."""
    view.opens_outside = True
    return view


def public_page(view):
    """Open to everyone, reads only."""
    return login_not_required(require_safe(kept_by_nobody(view)))


def unnamed_page(view):
    """The same, in no log: whoever has just written something comes here."""
    return public_page(without_address(view))
