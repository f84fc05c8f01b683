"""Pages for requests that cannot be taken, in plain words, each with a number under which the log has it."""

import secrets
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import requires_csrf_token

from disclosure.web.errors.unwritable import is_unwritable
from disclosure.web.moments import moment

# No letter or figure that is read as another when it is told by telephone.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# Somebody has to make room first.
RETRY_AFTER_SECONDS = "300"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 for a body that is too large; everything else that is malformed is 400."""
    if isinstance(exception, RequestDataTooBig):
        return page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, HTTPStatus.NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or stale."""
    return page(request, HTTPStatus.FORBIDDEN, template="403_csrf.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: whatever every page asks the database for may be what failed."""
    if is_unwritable(sys.exception()):
        html = render_to_string("503_disk.html", number_of(request))
        return HttpResponse(html, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": RETRY_AFTER_SECONDS})
    html = render_to_string("500.html", number_of(request))
    return HttpResponse(html, status=HTTPStatus.INTERNAL_SERVER_ERROR)


@requires_csrf_token
def page(request: HttpRequest, status: HTTPStatus, *, template: str = "") -> HttpResponse:
    html = render_to_string(template or f"{status.value}.html", number_of(request), request=request)
    return HttpResponse(html, status=status)


def number_of(request: HttpRequest) -> Mapping[str, Any]:
    """The number, which the request keeps for the log (``disclosure.health.log_lines``), and whether something was sent."""
    number = "".join(secrets.choice(SIGNS) for _ in range(6))
    vars(request)["error_number"] = number
    now = moment(timezone.now())
    return {"error_number": number, "error_at": now, "was_sent": request.method == "POST"}
