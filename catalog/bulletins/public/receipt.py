"""The reader's word that a notice was read (LK-22, QJ-14)."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins.actions import confirm_read
from catalog.bulletins.models import Bulletin
from catalog.bulletins.receipts import status
from disclosure.deadlines.dates import moment
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import WATCH
from disclosure.organizations.site import reading_of


@dataclass(frozen=True)
class ReceiptNote:
    """``words``: the reader's own word; ``counts``: how many have confirmed, for who watches."""

    words: str
    counts: str


def receipt_of(request, shown: Bulletin, reading) -> ReceiptNote:
    """The reader's own word; who watches over the organisation reads how many have confirmed, never who."""
    mine = shown.receipts.filter(reader=reading.reader.pk).first()
    counts = status(shown, reading.on) if access_for(request).can(WATCH, shown.organization) else None
    return ReceiptNote(
        f"您已在{moment(mine.confirmed_at)}确认阅读。" if mine else "",
        f"已确认 {counts.confirmed} 人，还没有确认 {counts.waiting} 人。" if counts else "",
    )


@require_POST
def read(request, pk):
    """我已阅读"""
    reading = reading_of(request)
    shown = get_object_or_404(Bulletin.objects.visible_to(reading.reader, reading.on), pk=pk)
    try:
        is_new = confirm_read(shown, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "已记下您读过了。" if is_new else "您以前已经确认过了。")
    return redirect(shown)
