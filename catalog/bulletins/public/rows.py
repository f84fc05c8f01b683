"""Notices as their readers see them: rows of the column, and one with its files."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from catalog.bulletins.models import Bulletin, BulletinFile
from catalog.schemes.choices import Scope
from disclosure.deadlines import dates
from disclosure.files.listing import size_of, type_of
from disclosure.web.filters import Field

ORDER = ["-published_at", "-pk"]
KIND = Field("kind", "种类", tuple(Bulletin.Kind.choices))


def row_facts(bulletins: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Only the columns that a row shows."""
    return bulletins.only("title", "kind", "scope", "published_at")


def newest(bulletins: QuerySet[Bulletin], on: date, *, size: int) -> list[dict]:
    return rows(row_facts(bulletins).order_by(*ORDER)[:size], on)


def rows(bulletins: Iterable[Bulletin], on: date) -> list[dict]:
    return [
        {
            "url": bulletin.get_absolute_url(),
            "title": bulletin.title,
            "kind": bulletin.get_kind_display(),
            "scope": scope_note(bulletin),
            "on": dates.short(dates.local_day(bulletin.published_at), on),
            "iso": dates.local_day(bulletin.published_at).isoformat(),
        }
        for bulletin in bulletins
    ]


def scope_note(bulletin: Bulletin) -> str:
    """Said only of what a passer-by does not see."""
    return "" if bulletin.scope == Scope.SOCIETY else bulletin.get_scope_display()


def document(bulletin: Bulletin, files: Iterable[BulletinFile]) -> dict:
    """What ``site/_bulletin.html`` shows; the desk shows the same before it is published."""
    organization = bulletin.organization
    metadata = [
        {"label": "发布组织", "value": organization.name, "url": organization.get_absolute_url()},
        {"label": "种类", "value": bulletin.get_kind_display()},
        {"label": "发给", "value": scope_words(bulletin)},
    ]
    if bulletin.published_at:
        metadata.append({"label": "发布", "value": dates.full(dates.local_day(bulletin.published_at))})
    return {
        "title": bulletin.title,
        "body": bulletin.body,
        "metadata": metadata,
        "attachments": file_rows(bulletin, files),
    }


def scope_words(bulletin: Bulletin) -> str:
    if bulletin.scope != Scope.AUDIENCE:
        return bulletin.get_scope_display()
    return "、".join(bulletin.audiences.order_by("name", "pk").values_list("name", flat=True))


def file_rows(bulletin: Bulletin, files: Iterable[BulletinFile]) -> list[dict]:
    return [
        {
            "name": row.name,
            "url": f"/b/{bulletin.pk}/files/{row.pk}/",
            "type": type_of(row.name),
            "size": size_of(row.size),
        }
        for row in files
    ]
