"""Wrong start codes are counted by address; one that has tried too many waits, whatever it types."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.audit.middleware import client_address
from feedback.intake.rate_limit import MOST, START, count, is_locked


def limited(view: Callable) -> Callable:
    """``view(request, *, now)`` for addresses that may still try, else a page that says when."""

    @wraps(view)
    def answer(request):
        now = timezone.now()
        if request.method == "POST" and is_locked(client_address(request), START, now=now):
            return TemplateResponse(request, "first_day/locked.html", {"most": MOST[START]}, status=429)
        return view(request, now=now)

    return answer


def count_wrong(request, form, *, now: datetime) -> None:
    """Once the form was checked."""
    if form.has_error("code") and form.data.get("code"):
        count(client_address(request), START, now=now)
