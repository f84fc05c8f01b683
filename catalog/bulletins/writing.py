"""Writing a notice: begun, saved as often as one likes, with its files."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from catalog.bulletins.blockers import check_readers
from catalog.bulletins.models import Bulletin, BulletinFile
from catalog.bulletins.verbs import audit, begin
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.files.intake import take_in
from disclosure.files.rich_text import clean, one_line, to_text
from disclosure.files.store import Received, clean_name
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DRAFT


@transaction.atomic
def write_bulletin(organization: Organization, *, by, now: datetime, **text) -> Bulletin:
    """Begin a draft: ``kind``, ``title``, ``body``, ``scope``, ``audiences``, ``needs_receipt``."""
    if not access_of(by, local_day(now)).can(DRAFT, organization):
        raise PermissionDenied("您没有为这个组织起草的权限。")
    bulletin = Bulletin(organization=organization, created_by=by, created_at=now)
    keep(bulletin, by=by, now=now, **text)
    audit("bulletin.created", bulletin, by=by, now=now, kind=bulletin.kind, scope=bulletin.scope)
    return bulletin


@transaction.atomic
def save_bulletin(bulletin: Bulletin, *, by, now: datetime, seen_saved_at: datetime | None = None, **text) -> Bulletin:
    """Save a draft. When somebody saved since ``seen_saved_at``, refuses once and loses nothing."""
    bulletin = begin(bulletin, "save", access=access_of(by, local_day(now)))
    if seen_saved_at is not None and bulletin.saved_at != seen_saved_at:
        raise ValidationError(
            f"{bulletin.saved_by or '别人'}刚刚保存过这一份。您写的还在下面，再按一次保存就以您的为准。",
            code="conflict",
        )
    keep(bulletin, by=by, now=now, **text)
    audit("bulletin.saved", bulletin, by=by, now=now, characters=len(to_text(bulletin.body)), scope=bulletin.scope)
    return bulletin


def keep(bulletin: Bulletin, *, by, now, kind, title, body, scope, audiences=(), needs_receipt=False) -> None:
    audiences = list(audiences) if scope == Scope.AUDIENCE else []
    check_readers(
        organization=bulletin.organization, kind=kind, scope=scope, audiences=audiences, needs_receipt=needs_receipt
    )
    bulletin.title = one_line(title)
    if not bulletin.title:
        raise ValidationError({"title": "请写标题。"})
    bulletin.kind, bulletin.body, bulletin.scope, bulletin.needs_receipt = kind, clean(body), scope, needs_receipt
    bulletin.saved_at, bulletin.saved_by = now, by
    bulletin.save()
    bulletin.audiences.set(audiences)


def add_file(bulletin: Bulletin, *, upload: UploadedFile, by, now: datetime) -> BulletinFile:
    """Attach a file to a draft. Raises ``ValidationError`` for a file that may not be attached."""
    return take_in(
        upload,
        may=lambda name: may_add(bulletin, name, by=by, now=now),
        keep=lambda file: keep_file(bulletin, file, by=by, now=now),
    )


def may_add(bulletin: Bulletin, name: str, *, by, now: datetime) -> Bulletin:
    bulletin = begin(bulletin, "save", access=access_of(by, local_day(now)))
    if bulletin.files.filter(name=clean_name(name)).exists():
        raise ValidationError({"file": "已有同名附件。"})
    return bulletin


@transaction.atomic
def keep_file(bulletin: Bulletin, found: Received, *, by, now: datetime) -> BulletinFile:
    bulletin = may_add(bulletin, found.file.name, by=by, now=now)
    stored = found.keep()
    file = BulletinFile.objects.create(bulletin=bulletin, findings=stored.findings, **stored.columns(by=by, now=now))
    wrote(bulletin, by=by, now=now)
    audit("bulletin.file_added", bulletin, by=by, now=now, sha256=stored.sha256)
    return file


@transaction.atomic
def remove_file(file: BulletinFile, *, by, now: datetime) -> None:
    bulletin = begin(file.bulletin, "save", access=access_of(by, local_day(now)))
    if not bulletin.files.filter(pk=file.pk).delete()[0]:
        raise ValidationError("这个附件已经删除了。")
    wrote(bulletin, by=by, now=now)
    audit("bulletin.file_removed", bulletin, by=by, now=now, sha256=file.sha256)


def wrote(bulletin: Bulletin, *, by, now: datetime) -> None:
    """Who adds or takes away a file writes the notice too, as far as publishing by another person goes."""
    bulletin.saved_by = by
    bulletin.save(update_fields=["saved_by"])
