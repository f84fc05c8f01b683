"""What a draft of a notice holds: its text, for whom it is, its files."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog.bulletins.blockers import check_readers
from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import Scope
from disclosure.files.rich_text import clean, one_line
from disclosure.files.store import Received, clean_name
from disclosure.organizations.models.people import Audience, User


def fill_draft(
    bulletin: Bulletin,
    by: User,
    now: datetime,
    *,
    kind: str,
    title: str,
    body: str,
    scope: str,
    audiences: Iterable[Audience] = (),
    needs_receipt: bool = False,
) -> list[Audience]:
    """Not saved yet. Returns the named groups, to be set once the notice has a row: those of a notice to groups alone."""
    groups = list(audiences) if scope == Scope.AUDIENCE else []
    organization = bulletin.organization
    check_readers(organization=organization, kind=kind, scope=scope, audiences=groups, needs_receipt=needs_receipt)
    bulletin.title = one_line(title)
    if not bulletin.title:
        raise ValidationError({"title": "请写标题。"})
    bulletin.kind, bulletin.body, bulletin.scope, bulletin.needs_receipt = kind, clean(body), scope, needs_receipt
    bulletin.saved_at, bulletin.saved_by = now, by
    return groups


# --- what every text that is written here and published by another person needs ---


def require_unchanged(saved_at: datetime | None, saved_by: User | None, seen_saved_at: datetime | None) -> None:
    """When somebody saved since, the saving is refused once and nothing is lost."""
    if seen_saved_at is not None and saved_at != seen_saved_at:
        raise ValidationError(
            f"{saved_by or '别人'}刚刚保存过这一份。您写的还在下面，再按一次保存就以您的为准。", code="conflict"
        )


def require_new_name(row: Any, name: str) -> None:
    if row.files.filter(name=clean_name(name)).exists():
        raise ValidationError({"file": "已有同名附件。"})


def store_file(row: Any, file: Received, by: User, now: datetime) -> Any:
    stored = file.keep()
    return row.files.create(findings=stored.findings, **stored.columns(by=by, now=now))


def delete_file(row: Any, file: models.Model) -> None:
    if not row.files.filter(pk=file.pk).delete()[0]:
        raise ValidationError("这个附件已经删除了。")
