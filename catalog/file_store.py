"""Files by the hash of their content under ``MEDIA_ROOT/items``: written aside, then moved in, so nothing is ever half there."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from catalog.file_kinds import FileRefused, Kind, kind_of

FOLDER = "items"
NAME_LENGTH = 120


@dataclass(frozen=True)
class StoredFile:
    """``path`` is relative to ``MEDIA_ROOT``."""

    path: str
    name: str
    kind: Kind
    size: int
    sha256: str


def store(chunks: Iterable[bytes], name: str) -> StoredFile:
    """Keep a file that a person calls ``name``. Raises ``FileRefused`` and leaves nothing behind."""
    name = clean_name(name)
    incoming = Path(settings.MEDIA_ROOT) / FOLDER / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=incoming)
    try:
        size, digest = write(handle, chunks)
        kind = kind_of(Path(aside), name)
        path = f"{FOLDER}/{digest[:2]}/{digest}"
        move_in(Path(aside), Path(settings.MEDIA_ROOT) / path)
    finally:
        Path(aside).unlink(missing_ok=True)
    return StoredFile(path, name, kind, size, digest)


def write(handle: int, chunks: Iterable[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.ATTACHMENT_MAX_BYTES:
                raise FileRefused(f"文件超过{megabytes(settings.ATTACHMENT_MAX_BYTES)}，不能上传。")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def move_in(aside: Path, place: Path) -> None:
    """The same content may be there already; replacing it by itself changes nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    os.replace(aside, place)


def clean_name(name: str) -> str:
    """A file's own name: no folders, no control or direction characters, not too long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    plain = re.sub(r'[<>:"|?*]', "_", plain).strip().rstrip(" .")
    stem, dot, extension = plain.rpartition(".")
    return f"{(stem or '附件')[:NAME_LENGTH]}.{extension[:10]}" if dot else plain[:NAME_LENGTH] or "附件"


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:g}MB"
