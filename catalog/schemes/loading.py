"""Schemes from git into the database: idempotent, and never over an organisation's own changes.

A scheme's row mirrors its file. What an organisation set differently lives in its ``Adoption`` and is not touched here;
wordings a person confirmed stay as confirmed.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from catalog.schemes.document.reading import Checked, check_text
from catalog.schemes.models import Scheme, Wording
from catalog.schemes.rules import Row
from disclosure.files.written.faults import Fault
from disclosure.files.written.lines import WrittenError

FOLDER = Path(__file__).resolve().parent


def scheme_files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def annex(slug: str) -> bytes:
    """The catalogue that came with the scheme's document, as csv."""
    return (FOLDER / f"{slug}.csv").read_bytes()


def check_file(path: Path) -> Checked:
    """A preset is called as its file."""
    checked = check_text(path.read_text(encoding="utf-8-sig"))
    slug = checked.data.get("slug")
    if checked.faults or slug == path.stem:
        return checked
    return Checked(checked.data, [Fault(("slug",), f"代号（slug）应与文件名相同：{path.stem}。", 1)])


def read_scheme(path: Path) -> Row:
    """Raises ``WrittenError`` for the first fault."""
    checked = check_file(path)
    for fault in checked.faults:
        raise WrittenError(f"{path.name}：{fault}")
    return checked.data


def digest_of(data: Row) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def fill(scheme: Scheme, data: Row, *, now: datetime) -> None:
    """What the row has of the document."""
    issued_on = data.get("issued_on")
    scheme.title = data["title"]
    scheme.document_number, scheme.issuer = data.get("document_number") or "", data.get("issuer") or ""
    scheme.issued_on = date.fromisoformat(str(issued_on)) if issued_on else None
    scheme.data, scheme.digest = json.loads(json.dumps(data, default=str)), digest_of(data)
    scheme.loaded_at = now


def load_scheme(data: Row, *, now: datetime) -> str:
    """Write one scheme; returns ``created``, ``updated`` or ``unchanged``."""
    with transaction.atomic():
        scheme = Scheme.objects.select_for_update().filter(slug=data["slug"]).first()
        if scheme and scheme.digest == digest_of(data):
            return "unchanged"
        row = scheme or Scheme(slug=data["slug"])
        created = row.pk is None
        fill(row, data, now=now)
        row.save()
        _keep_wordings(row, data, now)
        return "created" if created else "updated"


def _keep_wordings(scheme: Scheme, data: Row, now: datetime) -> None:
    for question in data.get("open_questions") or []:
        if question.get("confirmed"):
            Wording.objects.get_or_create(
                scheme=scheme,
                field=question["field"],
                raw=question["word"],
                defaults={"meaning": question["understood_as"], "confirmed_at": now},
            )


def load_all(*, now: datetime) -> Mapping[str, str]:
    """Slug → what happened, for every file."""
    return {data["slug"]: load_scheme(data, now=now) for data in map(read_scheme, scheme_files())}
