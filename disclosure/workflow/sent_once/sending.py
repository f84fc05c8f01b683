"""A page that creates something creates it once: sent again (the answer was lost, Back, a double click) it leads to what is there."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from disclosure.web.tags import ONCE
from disclosure.workflow.sent_once.models import SentForm

# Nobody goes back to a page after that long.
KEPT = timedelta(days=30)
TOLD = "这一页刚才已经交过，没有再做一次。交的就是这一件。"


def send_once(request: HttpRequest, create: Callable[[], HttpResponse]) -> HttpResponse:
    """What ``create`` answers the first time; the address it led to when the same page comes again.

    In one transaction with what is created: nothing is kept of a page that was refused (it leads nowhere, or says why), and two that come at
    once take turns.
    """
    token = request.POST[ONCE]
    with transaction.atomic():
        now = timezone.now()
        row, is_first = SentForm.objects.get_or_create(key=key_of(request, token), defaults={"sent_at": now})
        if not is_first:
            messages.info(request, TOLD)
            return HttpResponseRedirect(row.leads_to)
        answer = create()
        if not answer.has_header("Location") or is_refused(request):
            row.delete()
            return answer
        row.leads_to = answer["Location"]
        row.save(update_fields=["leads_to"])
    return answer


def is_refused(request: HttpRequest) -> bool:
    """Whether a warning or an error waits to be shown. Asked of what is queued: to read the messages would use them up."""
    queued = getattr(messages.get_messages(request), "_queued_messages", [])
    return any(each.level >= messages.WARNING for each in queued)


def forget_sent_forms(*, now: datetime) -> int:
    """Pages to which nobody goes back any more; a job of the nightly sweep."""
    return SentForm.objects.filter(sent_at__lt=now - KEPT).delete()[0]


class SentOnceMiddleware:
    """For every page of who is signed in whose form bears ``{% once %}``; the last of all, so that nothing is asked after it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        # To look through files takes long, and nobody else could write meanwhile.
        if request.POST.get(ONCE) and not request.FILES:
            return send_once(request, partial(view, request, *args, **kwargs))
        return None


def key_of(request: HttpRequest, token: str) -> str:
    """Nobody spends another's page."""
    return hashlib.sha256(f"{request.user.pk} {token}".encode()).hexdigest()
