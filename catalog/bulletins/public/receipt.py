"""The reader's word that a notice was read (LK-22, QJ-14)."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins.actions import confirm_read
from catalog.bulletins.models import Bulletin
from catalog.bulletins.readers import waiting_readers
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
    mine, counts = shown.receipts.filter(reader=reading.reader.pk).first(), ""
    if access_for(request).can(WATCH, shown.organization):
        waiting = waiting_readers(shown, reading.on).count()
        counts = f"已确认 {shown.receipts.count()} 人，还没有确认 {waiting} 人。"
    return ReceiptNote(f"您已在{moment(mine.confirmed_at)}确认阅读。" if mine else "", counts)


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
