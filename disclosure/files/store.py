"""Files by the hash of their content under ``MEDIA_ROOT/items``: written aside, looked through, then moved in, so nothing is
ever half there and nothing unread is kept."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from disclosure.files.bounded.slots import INSPECTION, Busy, slot
from disclosure.files.inspection import Allowance, Inspection, inspect
from disclosure.files.kinds import FileRefused, Kind
from disclosure.files.scan import scan
from disclosure.files.sensitive_data.kinds import LABELS, MASKABLE
from disclosure.files.sensitive_data.search import KeptFinding, find

FOLDER = "items"
NAME_LENGTH = 120
BUSY = "正在检查别的文件，请过几秒钟再上传一次。"


@dataclass(frozen=True)
class StoredFile:
    """``path`` is relative to ``MEDIA_ROOT``; ``findings`` is what the search for sensitive data found in it (``disclosure.files.inspection``)."""

    path: str
    name: str
    kind: Kind
    size: int
    sha256: str
    findings: list[KeptFinding] = field(default_factory=list)

    def columns(self, *, by, now: datetime) -> Mapping[str, Any]:
        """For the row that keeps it (``StoredFileRow``)."""
        return {
            "name": self.name,
            "path": self.path,
            "content_type": self.kind.content_type,
            "size": self.size,
            "sha256": self.sha256,
            "uploaded_by": by,
            "uploaded_at": now,
        }


@dataclass(frozen=True)
class Received:
    """A file that may be kept, still aside."""

    aside: Path
    file: StoredFile

    def keep(self) -> StoredFile:
        """The same content may be there already; replacing it by itself changes nothing."""
        place = Path(settings.MEDIA_ROOT) / self.file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        self.aside.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        os.replace(self.aside, place)
        return self.file


def store(chunks: Iterable[bytes], name: str) -> StoredFile:
    """Keep a file that a person calls ``name``. Raises ``FileRefused`` and leaves nothing behind."""
    with received(chunks, name) as file:
        return file.keep()


@contextmanager
def received(chunks: Iterable[bytes], name: str, allowance: Allowance | None = None) -> Iterator[Received]:
    """Take a file in and look through it, which may take seconds: outside any transaction. What is not kept is gone.
    ``allowance``: of the files that come together."""
    name = checked_name(name)
    incoming = Path(settings.MEDIA_ROOT) / FOLDER / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=incoming)
    try:
        size, digest = write(handle, chunks)
        found = in_turn(Path(aside), name, allowance or Allowance())
        scan(Path(aside))
        path = f"{FOLDER}/{digest[:2]}/{digest}"
        yield Received(Path(aside), StoredFile(path, name, found.kind, size, digest, found.findings))
    finally:
        Path(aside).unlink(missing_ok=True)


def in_turn(path: Path, name: str, allowance: Allowance) -> Inspection:
    """One file at a time over all processes."""
    try:
        with slot(INSPECTION, allowance.patience):
            return inspect(path, name, allowance=allowance)
    except Busy as busy:
        raise FileRefused(BUSY) from busy


def write(handle: int, chunks: Iterable[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.ATTACHMENT_MAX_BYTES:
                most = megabytes(settings.ATTACHMENT_MAX_BYTES)
                raise FileRefused(f"文件超过{most}，不能上传。请压缩图片或拆成几份。")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def checked_name(name: str) -> str:
    """The file's own name. Raises ``FileRefused`` where it is no name, or says what must not be said."""
    if ".." in re.split(r"[/\\]", name):
        raise FileRefused("文件名里有路径，不能上传。请改成普通的文件名。")
    last = re.split(r"[/\\]", name)[-1]
    if len(last) > NAME_LENGTH:
        raise FileRefused(f"文件名超过{NAME_LENGTH}个字。请改短再上传。")
    for found in find(name):
        if found.kind in MASKABLE:
            raise FileRefused(f"文件名里有{LABELS[found.kind]}。请改名再上传。")
    return clean_name(name)


def clean_name(name: str) -> str:
    """A file's own name: no folders, no control or direction characters, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    plain = re.sub(r'[<>:"|?*]', "_", plain).strip().rstrip(" .")
    stem, dot, extension = plain.rpartition(".")
    return f"{(stem or '附件')[:NAME_LENGTH]}.{extension[:10]}" if dot else plain[:NAME_LENGTH] or "附件"


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:g}MB"
