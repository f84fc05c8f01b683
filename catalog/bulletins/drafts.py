"""What a draft of a notice holds: its text, for whom it is, its files."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError

from catalog.bulletins.blockers import check_readers
from catalog.bulletins.models import Bulletin, BulletinFile
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


def require_unchanged(bulletin: Bulletin, seen_saved_at: datetime | None) -> None:
    """When somebody saved since, the saving is refused once and nothing is lost."""
    if seen_saved_at is not None and bulletin.saved_at != seen_saved_at:
        raise ValidationError(
            f"{bulletin.saved_by or '别人'}刚刚保存过这一份。您写的还在下面，再按一次保存就以您的为准。",
            code="conflict",
        )


def require_new_name(bulletin: Bulletin, name: str) -> None:
    if bulletin.files.filter(name=clean_name(name)).exists():
        raise ValidationError({"file": "已有同名附件。"})


def store_file(bulletin: Bulletin, file: Received, by: User, now: datetime) -> BulletinFile:
    stored = file.keep()
    return BulletinFile.objects.create(bulletin=bulletin, findings=stored.findings, **stored.columns(by=by, now=now))


def delete_file(bulletin: Bulletin, file: BulletinFile) -> None:
    if not bulletin.files.filter(pk=file.pk).delete()[0]:
        raise ValidationError("这个附件已经删除了。")
