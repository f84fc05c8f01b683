"""A page that creates something creates it once: sent again (the answer was lost, Back, a double click) it leads to what is there."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from disclosure.web.tags import ONCE
from disclosure.workflow.sent_once.models import SentForm

# Nobody goes back to a page after that long.
KEPT = timedelta(days=30)
TOLD = "这一页刚才已经交过，没有再做一次。交的就是这一件。"


def send_once(request: HttpRequest, create: Callable[[], HttpResponse | None]) -> HttpResponse | None:
    """What ``create`` answers the first time; the address it led to when the same page comes again.

    In one transaction with what is created: nothing is kept of a page that was refused (``create`` answers None), and two that
    come at once take turns. A request without a token is carried out as it is.
    """
    token = request.POST.get(ONCE, "")
    if not token:
        return create()
    with transaction.atomic():
        now = timezone.now()
        row, is_first = SentForm.objects.get_or_create(key=key_of(request, token), defaults={"sent_at": now})
        if not is_first:
            messages.info(request, TOLD)
            return HttpResponseRedirect(row.leads_to)
        answer = create()
        if answer is None or not answer.has_header("Location"):
            row.delete()
            return answer
        row.leads_to = answer["Location"]
        row.save(update_fields=["leads_to"])
        SentForm.objects.filter(sent_at__lt=now - KEPT).delete()
    return answer


def key_of(request: HttpRequest, token: str) -> str:
    """Nobody spends another's page."""
    return hashlib.sha256(f"{request.user.pk} {token}".encode()).hexdigest()
