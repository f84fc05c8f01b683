"""Notices to read: one, its files, and an organisation's column (LK-22, QJ-14)."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.bulletins.models import Bulletin
from catalog.bulletins.public import rows as bulletins
from catalog.bulletins.public.files import serve_file_of
from catalog.bulletins.public.receipt import receipt_of
from catalog.items.public import organizations
from disclosure.notices.links import absolute_url
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page, reading_of
from disclosure.web.components import Article, Link, description
from disclosure.web.filters import bar
from disclosure.web.page_links import listed


@public_page
def bulletin(request, pk):
    """A notice withdrawn, of another scope, or never there: the same 404."""
    reading = reading_of(request)
    found = Bulletin.objects.visible_to(reading.reader, reading.on).filter(pk=pk)
    shown = get_object_or_404(found.select_related("organization"))
    document = bulletins.document(shown, shown.files.order_by("pk"))
    column_link = Link("通报公告", reverse("catalog:bulletins", args=[shown.organization.code]))
    context = {
        "bulletin": shown,
        "description": description(f"{shown.organization.name}{shown.get_kind_display()}：", document.words),
        "article": article_of(shown, column_link.label),
        "crumbs": [*organizations.crumbs(shown.organization), column_link, Link(shown.title)],
        "document": document,
        "receipt": receipt_of(request, shown, reading) if shown.needs_receipt and reading.is_member else None,
    }
    return TemplateResponse(request, "site/bulletin.html", context)


def article_of(shown: Bulletin, column: str) -> Article:
    url = absolute_url(shown.get_absolute_url())
    return Article(shown.title, column, shown.organization.name, shown.published_at, url)


@public_page
def bulletin_file(request, bulletin_pk, pk):
    return serve_file_of(request, Bulletin, bulletin_pk, pk)


@public_page
def column(request, code):
    """Everything the reader may see of an organisation's notices, newest first, paged by key."""
    reading = reading_of(request)
    shown = get_object_or_404(Organization, code=code)
    rows = Bulletin.objects.visible_to(reading.reader, reading.on).filter(organization=shown)
    kind = bulletins.KIND.chosen(request.GET)
    rows = rows.filter(kind=kind) if kind else rows
    page = listed(request.GET, bulletins.with_row_columns(rows), order=bulletins.ORDER)
    context = {
        "organization": shown,
        "description": description(f"{shown.name}的情况通报、公告和学习资料，最新的在前。"),
        "crumbs": organizations.crumbs(shown, "通报公告"),
        "filter": bar([bulletins.KIND], request.GET),
        "bulletins": bulletins.rows(page.rows, reading.on),
        "page": page,
    }
    return TemplateResponse(request, "site/bulletins.html", context)
