"""Type size and elder mode for readers without scripts: a form keeps the choice in a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from disclosure.context import READING_MODES

YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def reading(request):
    response = HttpResponseRedirect(back(request))
    mode = request.POST.get("mode", "")
    if mode in READING_MODES:
        response.set_cookie("reading", mode, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


def back(request) -> str:
    """Where the reader came from, if it is a page of this portal."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "/"
