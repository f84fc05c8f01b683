"""Notices as their readers see them: rows of the column, and one with its files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet

from catalog.bulletins.models import Bulletin, BulletinFile
from catalog.schemes.choices import Scope
from disclosure.deadlines import dates
from disclosure.files.listing import Attachment, attachment_of
from disclosure.files.rich_text import to_text
from disclosure.organizations.models.directory import Organization
from disclosure.web.components import Fact
from disclosure.web.filters import Field

ORDER = ["-published_at", "-pk"]
KIND = Field("kind", "种类", tuple(Bulletin.Kind.choices))


class Scoped(Protocol):
    """What has a scope of readers: a notice, a consultation, the minutes of a meeting."""

    scope: str
    audiences: Any

    def get_scope_display(self) -> str: ...


@dataclass(frozen=True)
class Document:
    """A notice as ``site/_bulletin.html`` shows it. ``scope_note``: who may read it, if not everyone."""

    title: str
    body: str
    scope_note: str
    metadata: list[Fact]
    attachments: list[Attachment]

    @property
    def words(self) -> str:
        """Without marks; of files alone its title."""
        return to_text(self.body) or self.title


def with_row_columns(bulletins: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Only the columns that a row shows."""
    return bulletins.only("title", "kind", "scope", "published_at")


@dataclass(frozen=True)
class Row:
    """As ``site/_bulletin_rows.html`` shows it."""

    url: str
    title: str
    kind: str
    scope: str
    on: str
    iso: str


def newest(bulletins: QuerySet[Bulletin], on: date, *, size: int) -> list[Row]:
    return rows(with_row_columns(bulletins).order_by(*ORDER)[:size], on)


def newest_of(organization: Organization, reader, on: date, *, size: int) -> list[Row]:
    return newest(Bulletin.objects.visible_to(reader, on).filter(organization=organization), on, size=size)


def newest_unconfirmed(reader, on: date, *, size: int) -> list[Row]:
    """What the reader has still to confirm."""
    return newest(Bulletin.objects.visible_to(reader, on).unconfirmed_by(reader), on, size=size)


def rows(bulletins: Iterable[Bulletin], on: date) -> list[Row]:
    return [row_of(bulletin, on) for bulletin in bulletins]


def row_of(bulletin: Bulletin, on: date) -> Row:
    day = published_on(bulletin)
    return Row(
        bulletin.get_absolute_url(),
        bulletin.title,
        bulletin.get_kind_display(),
        scope_note(bulletin),
        dates.short(day, on),
        day.isoformat(),
    )


def published_on(bulletin: Bulletin) -> date:
    assert bulletin.published_at is not None
    return dates.local_day(bulletin.published_at)


def scope_note(row: Scoped) -> str:
    """Said only of what a passer-by does not see."""
    return "" if row.scope == Scope.SOCIETY else row.get_scope_display()


def document(bulletin: Bulletin, files: Iterable[BulletinFile]) -> Document:
    """The staff see the same before it is published."""
    return Document(
        bulletin.title,
        bulletin.body,
        scope_note(bulletin),
        metadata(bulletin),
        [attachment_of(file, file.get_absolute_url()) for file in files],
    )


def metadata(bulletin: Bulletin) -> list[Fact]:
    organization = bulletin.organization
    rows = [
        Fact("发布组织", organization.name, organization.get_absolute_url()),
        Fact("种类", bulletin.get_kind_display()),
        Fact("发给", scope_words(bulletin)),
    ]
    return [*rows, Fact("发布", dates.full(published_on(bulletin)))] if bulletin.published_at else rows


def scope_words(row: Scoped) -> str:
    if row.scope != Scope.AUDIENCE:
        return row.get_scope_display()
    return "、".join(row.audiences.order_by("name", "pk").values_list("name", flat=True))
