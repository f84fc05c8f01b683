"""An uploaded catalogue between the steps of its import: the file and what was answered so far, so nothing is lost.

It lies outside the web root under a random name and belongs to who uploaded it. What nobody finished is cleared away
after a week.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

KEPT_FOR = timedelta(days=7)


@dataclass
class KeptUpload:
    """``answers`` are [column, word, meaning]; keys are primary keys."""

    key: str
    user: int
    filename: str
    organization: int
    scheme: int
    title: str
    applies_to: str
    sectors: list[str] = field(default_factory=list)
    answers: list[list[str]] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        return (folder() / self.key / "file").read_bytes()

    def answered(self) -> dict[tuple[str, str], str]:
        return {(column, word): meaning for column, word, meaning in self.answers}

    def answer(self, answers: dict[tuple[str, str], str]) -> None:
        merged = {**self.answered(), **answers}
        self.answers = [[column, word, meaning] for (column, word), meaning in merged.items()]
        self.save()

    def save(self) -> None:
        """In one move: a reader finds the old state or the new one, whole."""
        path = folder() / self.key / "state.json"
        new = path.with_suffix(".new")
        new.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        new.replace(path)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """For one alone while it is written, and gone afterwards; there again where that fails. Raises FileNotFoundError for
        whoever confirms at the same time."""
        own, aside = folder() / self.key, folder() / f"{self.key}.taken"
        own.rename(aside)
        try:
            yield
        except BaseException:
            aside.rename(own)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "imports"


def keep(data: bytes, *, now: datetime, **values) -> KeptUpload:
    clear_away(before=now - KEPT_FOR)
    upload = KeptUpload(key=str(uuid4()), **values)
    (folder() / upload.key).mkdir(parents=True)
    (folder() / upload.key / "file").write_bytes(data)
    upload.save()
    return upload


def find(key: UUID, *, user) -> KeptUpload | None:
    """Only for who uploaded it."""
    try:
        state = json.loads((folder() / str(key) / "state.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return KeptUpload(**state) if state["user"] == user.pk else None


def clear_away(*, before: datetime) -> None:
    for path in folder().glob("*/state.json"):
        if path.stat().st_mtime < before.timestamp():
            shutil.rmtree(path.parent, ignore_errors=True)
