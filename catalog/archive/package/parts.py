"""What goes into an item's package. Each concern gives its parts; later apps add theirs with ``contribute``."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from catalog.archive.package.names import member_name
from catalog.items.models import Item
from disclosure.files.models import StoredFileRow


@dataclass(frozen=True)
class Part:
    """One member of a package. ``content`` is its bytes, or where a stored file is; then ``sha256`` is what it must be.

    ``title`` says in words what it is; ``pages`` counts towards 页数.
    """

    name: str
    title: str
    content: bytes | Path
    sha256: str = ""
    pages: int = 0


Contributor = Callable[[Item], Iterable[Part]]
CONTRIBUTORS: list[Contributor] = []


def contribute(make: Contributor) -> Contributor:
    """Have ``make(item)`` asked for parts of every package; for an app's ``ready``. Usable as a decorator."""
    if make not in CONTRIBUTORS:
        CONTRIBUTORS.append(make)
    return make


def record_parts(name: str, title: str, columns: Sequence[str], rows: Sequence[Sequence]) -> list[Part]:
    """A table as a page to read and as JSON to work on, under one ``name`` without its ending; nothing when empty."""
    if not rows:
        return []
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    page = render_to_string("archive/table.html", {"title": title, "columns": columns, "rows": texts})
    data = [dict(zip(columns, row, strict=True)) for row in rows]
    return [Part(f"{name}.html", title, page.encode()), Part(f"{name}.json", f"{title}（数据）", as_json(data))]


def as_json(data) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder).encode()


def file_part(row: StoredFileRow, folder: Sequence[str], title: str) -> Part:
    """A stored file under its own name."""
    path = Path(settings.MEDIA_ROOT) / row.path
    return Part(member_name(*folder, row.name), f"{title}“{row.name}”", path, row.sha256)
