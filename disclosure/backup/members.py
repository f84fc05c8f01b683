"""The file of a backup: a tar, compressed, of ``tables/….jsonl``, perhaps ``secret_key``, ``files/…``, and ``manifest.json`` at its end, which
says the size and SHA-256 of every other."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from disclosure.backup.sealed import Opening, Sealing, Unreadable, is_sealed

MANIFEST = "manifest.json"
SECRET_KEY = "secret_key"
FILES, TABLES, ENDING = "files/", "tables/", ".jsonl"
FORMAT = 1
CHUNK = 2**20
MOST_OF_MANIFEST = 2**30


@dataclass
class Writer:
    """Adds members; each is told by its size and SHA-256. ``aside``: a folder that may see what is not yet sealed."""

    tar: tarfile.TarFile
    aside: Path | None
    members: list[dict[str, Any]] = field(default_factory=list)

    def add_table(self, name: str, lines: Iterable[bytes]) -> int:
        """Through a file without a name, for a tar says beforehand how much comes. Returns how many rows there were."""
        count = -1
        with tempfile.TemporaryFile(dir=self.aside) as rows:
            for line in lines:
                rows.write(line)
                count += 1
            self.add(f"{TABLES}{name}{ENDING}", rows)
        return count

    def add(self, name: str, file: BinaryIO) -> str:
        """Returns the digest."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = file.seek(0, io.SEEK_END), 0o600
        file.seek(0)
        read = Digesting(file)
        self.tar.addfile(info, read)
        self.members.append({"name": name, "size": info.size, "sha256": read.digest.hexdigest()})
        return read.digest.hexdigest()

    def add_bytes(self, name: str, data: bytes) -> None:
        self.add(name, io.BytesIO(data))

    def finish(self, facts: Mapping[str, Any]) -> None:
        manifest = {"format": FORMAT, **facts, "members": self.members}
        data = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(data), 0o600
        self.tar.addfile(info, io.BytesIO(data))


@dataclass
class Digesting(io.RawIOBase):
    """Reads on, and knows the digest of what was read."""

    file: BinaryIO | Any
    size: int = 0

    def __post_init__(self):
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data

    def readline(self, size: int | None = -1) -> bytes:
        data = self.file.readline()
        self.digest.update(data)
        self.size += len(data)
        return data


@contextmanager
def writing(target: Path, passphrase: str, *, aside: Path | None = None) -> Iterator[Writer]:
    """Written beside ``target`` and moved there, for its owner alone to read, once it is whole and on disk; else nothing is left."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            sealing = Sealing(file, passphrase) if passphrase else None
            with (
                gzip.GzipFile(fileobj=sealing or file, mode="wb", filename="", compresslevel=6) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT, bufsize=CHUNK) as tar,
            ):
                yield Writer(tar, aside)
            if sealing:
                sealing.finish()
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


@contextmanager
def reading(
    source: Path, passphrase: str, *, to_the_end: bool = False
) -> Iterator[Iterator[tuple[str, BinaryIO | Any]]]:
    """The members in their order, each to be read before the next. Raises ``Unreadable``; what was cut off behind the last member
    shows only ``to_the_end``."""
    try:
        with source.open("rb") as file:
            opened = io.BufferedReader(Opening(file, passphrase), CHUNK) if is_sealed(file) else file
            with gzip.GzipFile(fileobj=opened) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as tar:
                yield members_of(tar)
                while to_the_end and unpacked.read(CHUNK):
                    pass
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise Unreadable(f"备份文件读不出来：{error}") from error


def members_of(tar: tarfile.TarFile) -> Iterator[tuple[str, BinaryIO | Any]]:
    for info in tar:
        # The tar would remember each of them.
        vars(tar)["members"].clear()
        if info.isreg():
            yield info.name, tar.extractfile(info)


def needs_passphrase(source: Path) -> bool:
    with source.open("rb") as file:
        return is_sealed(file)


def check(source: Path, passphrase: str) -> Mapping[str, Any]:
    """The manifest, after every member was held against it. Raises ``Unreadable``; nothing is written anywhere."""
    found: dict[str, tuple[int, str]] = {}
    manifest: Mapping[str, Any] | None = None
    with reading(source, passphrase, to_the_end=True) as members:
        for name, file in members:
            if manifest is not None or name in found:
                raise Unreadable(f"备份里多出了“{name}”。")
            if name == MANIFEST:
                manifest = read_manifest(file.read(MOST_OF_MANIFEST))
                continue
            read = Digesting(file)
            while read.read(CHUNK):
                pass
            found[name] = (read.size, read.digest.hexdigest())
    if manifest is None:
        raise Unreadable("这不是一份完整的备份：里面没有清单。")
    listed = {row["name"]: (row["size"], row["sha256"]) for row in manifest["members"]}
    for name in sorted({*listed, *found}):
        if listed.get(name) != found.get(name):
            raise Unreadable(f"备份里的“{name}”和清单不一样。")
    return manifest


def read_manifest(data: bytes) -> Mapping[str, Any]:
    try:
        manifest = json.loads(data)
        is_known = manifest["format"] == FORMAT
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("备份的清单读不懂。") from error
    if not is_known:
        raise Unreadable(f"这份备份的格式（{manifest['format']}）这一版读不了，请先升级门户。")
    return manifest
