"""Notices to read: one, its files, the reader's word that it was read, and an organisation's column (LK-22, QJ-14)."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins.actions import confirm_read
from catalog.bulletins.models import Bulletin, BulletinFile
from catalog.bulletins.public import rows as bulletins
from catalog.bulletins.receipts import standing
from catalog.items.public import organizations
from disclosure.deadlines.dates import moment
from disclosure.files.serving import serve
from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import WATCH
from disclosure.organizations.site import public_page, reading_of
from disclosure.web.components import Link
from disclosure.web.filters import bar
from disclosure.web.page_links import listed


@dataclass(frozen=True)
class ReceiptNote:
    """``words``: the reader's own word; ``counts``: how many have confirmed, for who watches."""

    words: str
    counts: str


@public_page
def bulletin(request, pk):
    """A notice withdrawn, of another scope, or never there: the same 404."""
    reading = reading_of(request)
    found = Bulletin.objects.visible_to(reading.reader, reading.on).filter(pk=pk)
    shown = get_object_or_404(found.select_related("organization"))
    column_link = Link("通报公告", reverse("catalog:bulletins", args=[shown.organization.code]))
    context = {
        "bulletin": shown,
        "crumbs": [*organizations.crumbs(shown.organization), column_link, Link(shown.title)],
        "document": bulletins.document(shown, shown.files.order_by("pk")),
        "scope_note": bulletins.scope_note(shown),
        "receipt": receipt_of(request, shown, reading) if shown.needs_receipt and reading.is_member else None,
    }
    return TemplateResponse(request, "site/bulletin.html", context)


def receipt_of(request, shown: Bulletin, reading) -> ReceiptNote:
    """The reader's own word; who watches over the organisation reads how many have confirmed, never who."""
    mine = shown.receipts.filter(reader=reading.reader.pk).first()
    counts = standing(shown, reading.on) if access_for(request).can(WATCH, shown.organization) else None
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


@public_page
def bulletin_file(request, bulletin_pk, pk):
    """For readers of the notice, and for the desk that works on it."""
    reading = reading_of(request)
    readable = Bulletin.objects.visible_to(reading.reader, reading.on).values("pk")
    desk = Bulletin.objects.on_desk_of(reading.reader, reading.on).values("pk")
    files = BulletinFile.objects.filter(Q(bulletin__in=readable) | Q(bulletin__in=desk))
    found = files.filter(pk=pk, bulletin=bulletin_pk).first()
    if found is None:
        raise Http404
    return serve(request, found)


@public_page
def column(request, code):
    """Everything the reader may see of an organisation's notices, newest first, paged by key."""
    reading = reading_of(request)
    shown = get_object_or_404(Organization, code=code)
    rows = Bulletin.objects.visible_to(reading.reader, reading.on).filter(organization=shown)
    kind = bulletins.KIND.chosen(request.GET)
    rows = rows.filter(kind=kind) if kind else rows
    page = listed(request.GET, bulletins.row_facts(rows), order=bulletins.ORDER)
    context = {
        "organization": shown,
        "crumbs": organizations.crumbs(shown, "通报公告"),
        "filter": bar([bulletins.KIND], request.GET),
        "bulletins": bulletins.rows(page.rows, reading.on),
        "page": page,
    }
    return TemplateResponse(request, "site/bulletins.html", context)
