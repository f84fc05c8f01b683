"""Files of a case: scanned before the lock, kept all together or not at all. What is found holds no sender up."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Q, QuerySet

from disclosure.audit.record import record
from disclosure.files.inspection import Allowance
from disclosure.files.kinds import FileRefused
from disclosure.files.sensitive_data.kinds import MASKABLE
from disclosure.files.sensitive_data.search import find
from disclosure.files.store import Received, clean_name, megabytes, received
from feedback.cases.models.cases import Case, CaseFile

MOST = settings.LETTER_FILES_MOST


def keep_files(case: Case, uploads: Sequence[UploadedFile], *, by, now: datetime) -> list[CaseFile]:
    """All of them, or none. Raises ``ValidationError`` in words for the sender; call it outside any transaction."""
    with looked_through(uploads) as files:
        return keep(case, files, by=by, now=now)


@contextmanager
def looked_through(uploads: Sequence[File], allowance: Allowance | None = None) -> Iterator[list[Received]]:
    """The files, still aside: for whoever keeps them in one transaction with the case itself. May take seconds, so many for
    all of them."""
    check_sizes(uploads)
    allowance = allowance or Allowance()
    with ExitStack() as stack:
        yield [taken(stack, upload, number, allowance) for number, upload in enumerate(uploads, 1)]


def check_sizes(uploads: Sequence[File]) -> None:
    """What can be told without looking into them. Raises ``ValidationError``."""
    if len(uploads) > MOST:
        raise ValidationError({"files": f"一次最多附{MOST}个文件，您选了{len(uploads)}个。"})
    for number, upload in enumerate(uploads, 1):
        if (upload.size or 0) > settings.LETTER_FILE_MAX_BYTES:
            name, most = safe_name(upload.name or "", number), megabytes(settings.LETTER_FILE_MAX_BYTES)
            raise ValidationError({"files": f"“{name}”超过{most}，请压缩或拆开再附。"})


def taken(stack: ExitStack, upload: File, number: int, allowance: Allowance) -> Received:
    name = safe_name(upload.name or "", number)
    try:
        return stack.enter_context(received(upload.chunks(), name, allowance))
    except FileRefused as error:
        raise ValidationError({"files": f"“{name}”没有收下：{error}"}) from error


def safe_name(name: str, number: int) -> str:
    """The file's own name; one that gives away a number of a person is called by its place."""
    shown = clean_name(name)
    is_telling = any(found.kind in MASKABLE for found in find(shown))
    return f"附件{number}{PurePath(shown).suffix}" if is_telling else shown


@transaction.atomic
def keep(case: Case, files: Sequence[Received], *, by, now: datetime) -> list[CaseFile]:
    """``by``: who of the staff entered the case; None where its sender sent them."""
    rows = [CaseFile(case=case, **file.keep().columns(by=by, now=now)) for file in files]
    CaseFile.objects.bulk_create(rows)
    for row in rows:
        record(
            "case.file_kept",
            case,
            by=by,
            now=now,
            organization=case.organization,
            label=case.number,
            changes={"sha256": row.sha256},
        )
    return rows


def own_files(case: Case) -> QuerySet[CaseFile]:
    """What came with the case or was sent after it by its sender; nothing that staff put beside it later."""
    by_sender = Q(uploaded_by__isnull=True) | Q(uploaded_by=F("case__sender__person"))
    return CaseFile.objects.filter(by_sender | Q(uploaded_at__lte=case.registered_at), case=case)


def copy_own_files(case: Case, to: Case, *, now: datetime) -> None:
    """The sender's files beside another case of theirs; the bytes are kept once, under their hash."""
    names = ("name", "path", "content_type", "size", "sha256")
    rows = [{name: getattr(row, name) for name in names} for row in own_files(case).order_by("pk")]
    CaseFile.objects.bulk_create(CaseFile(case=to, uploaded_at=now, **row) for row in rows)
