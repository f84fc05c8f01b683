"""Whether the archive is what its register says: every package there and unchanged, every member as in its manifest."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from catalog.archive.models import ArchiveRecord
from catalog.archive.package.zip_file import CHUNK, FOLDER, MANIFEST, Member

MANIFEST_LIMIT = 50 * CHUNK
KEYS = {"archive_number": "档号", "piece_number": "件号", "title": "题名", "responsible": "责任者", "pages": "页数"}


def records_of(code: str = "", year: int | None = None) -> QuerySet[ArchiveRecord]:
    rows = ArchiveRecord.objects.select_related("organization")
    rows = rows.filter(organization__code=code) if code else rows
    rows = rows.filter(year=year) if year else rows
    return rows.order_by("organization__code", "year", "retention", "piece_number")


def problems(code: str = "", year: int | None = None) -> Iterator[str]:
    """A sentence for each thing that is not right, rows against files and files against rows."""
    for record in records_of(code, year).iterator(chunk_size=500):
        for words in of_record(record):
            yield f"{record.archive_number}：{words}"
    yield from gaps(records_of(code, year))
    yield from strays(code, year)


def of_record(record: ArchiveRecord) -> Iterator[str]:
    if record.is_destroyed:
        return
    place = Path(settings.MEDIA_ROOT) / record.path
    if not place.is_file():
        yield f"档案包不在了（{record.path}）。"
        return
    if place.stat().st_size != record.size:
        yield f"大小不对：登记 {record.size} 字节，实际 {place.stat().st_size} 字节。"
    with place.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != record.sha256:
            yield "SHA-256 和登记的不一样，档案包被改动过。"
    try:
        with zipfile.ZipFile(place) as package:
            yield from of_package(record, package)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        yield f"档案包打不开：{error}。"


def of_package(record: ArchiveRecord, package: zipfile.ZipFile) -> Iterator[str]:
    present = package.namelist()
    if MANIFEST not in present:
        yield "里面没有清单。"
        return
    manifest = manifest_of(package)
    if manifest is None:
        yield "清单读不懂。"
        return
    for name, label in KEYS.items():
        if manifest.head.get(label) != getattr(record, name):
            yield f"{label}和登记的不一样：登记“{getattr(record, name)}”，清单“{manifest.head.get(label)}”。"
    listed = {row.name: row for row in manifest.members}
    yield from (f"少了文件“{name}”。" for name in listed if name not in present)
    yield from (f"多了文件“{name}”。" for name in present if name not in listed and name != MANIFEST)
    yield from (f"文件“{name}”有两份。" for name in sorted({name for name in present if present.count(name) > 1}))
    for name, row in listed.items():
        if name in present and read_of(package, name, row.size) != (row.size, row.sha256):
            yield f"文件“{name}”和清单不一样。"


@dataclass(frozen=True)
class Manifest:
    """``head``: what it says of the package; ``members``: what it lists."""

    head: Mapping[str, object]
    members: list[Member]


def manifest_of(package: zipfile.ZipFile) -> Manifest | None:
    """None where nobody can read it."""
    try:
        with package.open(MANIFEST) as file:
            head = json.loads(file.read(MANIFEST_LIMIT))
        members = [Member(row["name"], row.get("title", ""), row["size"], row["sha256"]) for row in head["members"]]
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None
    return Manifest(head, members) if all(isinstance(row.size, int) for row in members) else None


def read_of(package: zipfile.ZipFile, name: str, size: int) -> tuple[int, str] | None:
    """Size and hash of a member, read no further than just past what it may be; None when it cannot be read."""
    digest, found = hashlib.sha256(), 0
    try:
        with package.open(name) as file:
            while found <= size and (chunk := file.read(CHUNK)):
                digest.update(chunk)
                found += len(chunk)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zlib.error):
        return None
    return found, digest.hexdigest()


def gaps(records: Iterable[ArchiveRecord]) -> Iterator[str]:
    """Piece numbers of an organisation, year and retention run from one without a gap."""
    last, expected = None, 1
    for record in records:
        group = (record.organization_id, record.year, record.retention)
        expected = expected + 1 if group == last else 1
        if record.piece_number != expected:
            yield f"{record.archive_number}：件号不连续，前面缺{expected}号。"
            expected = record.piece_number
        last = group


def strays(code: str = "", year: int | None = None) -> Iterator[str]:
    """Files of the archive that no row knows, such as the leftover of a packing that was killed."""
    root = Path(settings.MEDIA_ROOT)
    known = set(records_of(code, year).values_list("path", flat=True))
    folder = root / FOLDER / code
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(root).as_posix()
        if place.is_file() and path not in known and (year is None or place.parent.name == str(year)):
            yield f"多出的文件：{path}，没有登记。可能是归档中断留下的，核对后请删除。"
