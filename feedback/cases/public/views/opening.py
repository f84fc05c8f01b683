"""What the public pages of cases have in common: open to everyone, kept by no cache, counted by who writes."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosure.audit.middleware import client_address, without_address
from disclosure.organizations.site import reading_of
from disclosure.web.components import Link
from feedback.cases.public.browser import with_browser
from feedback.intake.gate import enter
from feedback.intake.rate_limit import CASE, network_of

REQUESTS = Link("点题与申请", reverse_lazy("feedback:requests"))


def own_page(view):
    """Shows what opens for the person who wrote it."""
    return login_not_required(never_cache(require_safe(without_address(with_browser(view)))))


def writing_page(view):
    """Shows and takes a form."""
    return login_not_required(
        never_cache(require_http_methods(["GET", "HEAD", "POST"])(without_address(with_browser(view))))
    )


def writing_act(view):
    """Takes one press."""
    return login_not_required(never_cache(require_POST(without_address(with_browser(view)))))


def counted_as(request) -> str:
    """A person by the account, a passer-by by the address: whatever else a browser says of itself is its own choice."""
    reader = reading_of(request).reader
    return f"person {reader.pk}" if reader.is_authenticated else network_of(client_address(request))


def count_files(request, now: datetime) -> None:
    """Before anybody looks into them. Raises ``ValidationError`` where there were too many."""
    enter(counted_as(request), CASE, test=None, now=now)
