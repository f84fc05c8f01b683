"""One zip a package: the same content gives the same bytes. Written aside and flushed, then moved in whole."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from catalog.archive.package.names import Names
from catalog.archive.package.parts import Part, as_json
from disclosure.files.listing import size_of

FOLDER = "archive"
INCOMING = "incoming"
MANIFEST, LISTING = "manifest.json", "manifest.txt"
SCHEMA = 1
CHUNK = 1 << 20
BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name: no clock in the package


class FileDamaged(Exception):
    """Raised when a stored file is missing or no longer what was uploaded; the message is fit for a page."""


@dataclass(frozen=True)
class Member:
    name: str
    title: str
    size: int
    sha256: str

    @property
    def size_words(self) -> str:
        return size_of(self.size)


@dataclass(frozen=True)
class Package:
    """A finished zip, still aside."""

    aside: Path
    size: int
    sha256: str

    @property
    def size_words(self) -> str:
        return size_of(self.size)

    def move_in(self, path: str) -> None:
        """To its place under ``MEDIA_ROOT``, and on disk for good."""
        place = Path(settings.MEDIA_ROOT) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        self.aside.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        os.replace(self.aside, place)
        flush_folder(place.parent)

    def discard(self, path: str) -> None:
        """Leave nothing behind, wherever it got to."""
        self.aside.unlink(missing_ok=True)
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_package(parts: Iterable[Part], head: Mapping[str, object]) -> Package:
    """Pack the parts, with ``head`` at the head of the manifest. Raises ``FileDamaged`` and leaves nothing behind."""
    incoming = Path(settings.MEDIA_ROOT) / FOLDER / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=incoming, suffix=".zip")
    aside = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w") as package:
                fill(package, parts, head)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            return Package(aside, aside.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def fill(package: zipfile.ZipFile, parts: Iterable[Part], head: Mapping[str, object]) -> None:
    names = Names()
    for reserved in (MANIFEST, LISTING):
        names.own(reserved)
    members = [add(package, names.own(part.name), part) for part in parts]
    listing = Part(LISTING, "清单", "\n".join(listing_lines(members, head)).encode())
    members.append(add(package, LISTING, listing))
    manifest = {"schema": SCHEMA, **head, "members": [vars(member) for member in members]}
    add(package, MANIFEST, Part(MANIFEST, "清单（数据）", as_json(manifest)))


def add(package: zipfile.ZipFile, name: str, part: Part) -> Member:
    """Copy a part in, counting and hashing what really went in."""
    is_stored = isinstance(part.content, Path)
    info = zipfile.ZipInfo(name, BEGINNING)
    info.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    digest, size = hashlib.sha256(), 0
    with package.open(info, "w", force_zip64=is_stored) as member:
        for chunk in chunks_of(part):
            digest.update(chunk)
            size += len(chunk)
            member.write(chunk)
    if part.sha256 and digest.hexdigest() != part.sha256:
        raise FileDamaged(f"{part.title}和上传时不一样了，不能归档。请系统管理员从备份里恢复这个文件。")
    return Member(name, part.title, size, digest.hexdigest())


def chunks_of(part: Part) -> Iterator[bytes]:
    if isinstance(part.content, bytes):
        yield part.content
        return
    try:
        with part.content.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError:
        raise FileDamaged(f"{part.title}的文件找不到了，不能归档。请系统管理员从备份里恢复这个文件。") from None


def listing_lines(members: list[Member], head: Mapping[str, object]) -> Iterator[str]:
    """The manifest for a person with nothing but this package."""
    yield "党务公开档案包"
    for label, value in head.items():
        if value != []:
            yield f"{label}：{'；'.join(value) if isinstance(value, list) else value}"
    yield ""
    yield f"共 {len(members)} 个文件（另有 {LISTING}、{MANIFEST}），每行是：文件名、说明、字节数、SHA-256"
    for member in members:
        yield f"{member.name}\t{member.title}\t{member.size}\t{member.sha256}"
