"""An item on paper for the 公开栏 (LK-10): society's with a QR code to its page, everything else with the word to keep it inside."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from catalog.items.models import Item
from catalog.items.public.lists import scope_note
from catalog.items.public.page import correction_words, display_rows, entry_rows, progress_rows, scope_words
from catalog.items.states import PUBLISHED
from catalog.schemes.choices import Scope
from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files.listing import attachment_rows
from disclosure.files.qr_codes import qr_code
from disclosure.web.components import Fact, Link

SIZES = ("a4", "a3")


def poster_html(item: Item, attachments, calendar: WorkCalendar, on: date, *, size: str, address: str) -> str:
    """``address``: of the item's page, absolute."""
    is_public = is_on_display(item, on)
    version = item.shown_version
    context = {
        "item": item,
        "size": size,
        "title": version.title,
        "body": version.body,
        "correction": correction_words(version),
        "rows": rows(item, calendar),
        "progress": progress_rows(item, calendar),
        "attachments": attachment_rows(item.pk, attachments),
        "warning": "" if is_public else warning(item),
        "address": address if is_public else "",
        "qr": qr_code(address) if is_public else "",
        "phone": item.organization.supervision_phone,
    }
    return render_to_string("print/poster.html", context)


def posters(item: Item) -> list[Link]:
    """Links to the poster, small and large; what is told to named people alone is not posted."""
    if item.scope == Scope.INDIVIDUAL:
        return []
    address = reverse("catalog:poster", args=[item.pk])
    return [Link(f"公开栏张贴版 {size.upper()}", f"{address}?size={size}") for size in SIZES]


def is_on_display(item: Item, on: date) -> bool:
    """Whether anyone may read its page: only then does a code lead there."""
    is_outside = item.scope == Scope.SOCIETY and item.published_outside_at is not None and item.state in PUBLISHED
    return is_outside and not item.is_taken_back and (item.display_until is None or item.display_until >= on)


def warning(item: Item) -> str:
    return "公示期已满　仅供内部查阅" if item.published_outside_at else f"{scope_note(item)}公开　请勿外传"


def rows(item: Item, calendar: WorkCalendar) -> list[Fact]:
    """Whose it is, what it is about, from when and until when it is on display."""
    published_at = item.published_outside_at or item.published_inside_at
    assert published_at is not None
    return [
        Fact("公开机构", item.organization.name),
        *entry_rows(item),
        Fact("事项日期", dates.full(item.event_on, calendar)),
        Fact("公开日期", dates.full(dates.local_day(published_at), calendar)),
        *display_rows(item, calendar),
        Fact("公开范围", scope_words(item)),
        Fact("索引号", item.index_number),
    ]
