"""Making the table and its description: csv with a Frictionless data package (specs.frictionlessdata.io/data-package)."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse

from catalog.items.models import Item
from catalog.public.api.lists import facts_of
from catalog.public.open_data.models import OpenDataDump
from disclosure.deadlines.dates import local_day
from disclosure.notices.links import absolute_url
from disclosure.web.spreadsheet import CSV_TYPE, csv_lines
from disclosure.workflow.kit import lock_row

CSV, PACKAGE = "items.csv", "datapackage.json"
CHUNK = 2000
# So many rows are made anew while somebody waits for them.
MOST_AT_ONCE = 5000
# Name → type of the Frictionless table schema, title, what it is.
COLUMNS: Mapping[str, tuple[str, str, str]] = {
    "id": ("integer", "编号", "网址里的编号"),
    "url": ("string", "网址", "给人看的那一页"),
    "index_number": ("string", "索引号", ""),
    "title": ("string", "标题", ""),
    "organization": ("string", "公开机构代码", ""),
    "organization_name": ("string", "公开机构", ""),
    "entry": ("string", "目录代码", "目录外的空着"),
    "entry_name": ("string", "目录事项", "目录外的空着"),
    "forms": ("string", "公开形式", "几种的用顿号隔开"),
    "event_on": ("date", "事项日期", ""),
    "due_on": ("date", "应公开", "最后一天；没有时限的空着"),
    "published_on": ("date", "向社会公开", ""),
    "done_on": ("date", "按要求完成", "还没有做完的空着"),
    "on_time": ("boolean", "按时", "没有到期、没有时限、不用公开了的空着"),
    "version": ("integer", "第几版", "更正一次加一"),
    "display_until": ("date", "公示到", "长期公开的空着"),
}
JOINED = ("organization", "published_version", "entry", "deadline")
READ = (
    "index_number", "channels", "event_on", "met_on", "display_until", "published_outside_at", "organization__code",
    "organization__name", "published_version__title", "published_version__number", "entry__code", "entry__name",
    "deadline__due_on", "deadline__closed_on", "deadline__closed_as",
)  # fmt: skip


def folder() -> Path:
    return Path(settings.VAR_DIR) / "open-data"


def current(on: date) -> OpenDataDump | None:
    """The dump, if what it says is still true on the day and its file is there."""
    row = OpenDataDump.objects.filter(pk=1, made_on=on, is_stale=False).first()
    return row if row and (folder() / CSV).exists() else None


def expire(act: Any) -> None:
    """After an action by which society reads less, or otherwise: in its transaction."""
    OpenDataDump.objects.update(is_stale=True)


def is_small(on: date) -> bool:
    return items(on)[: MOST_AT_ONCE + 1].count() <= MOST_AT_ONCE


def items(on: date):
    return Item.objects.visible_to(AnonymousUser(), on)


def make(*, now: datetime) -> OpenDataDump:
    """The table as of today, put in the place of the one before when it is whole. Two at once take turns."""
    on = local_day(now)
    folder().mkdir(mode=0o750, exist_ok=True)
    with transaction.atomic():
        first = {"made_at": now, "made_on": on, "rows": 0, "size": 0, "is_stale": True}
        OpenDataDump.objects.get_or_create(pk=1, defaults=first)
        lock_row(OpenDataDump, 1)
        row = OpenDataDump.objects.get(pk=1)
        aside = folder() / f"{CSV}.new"
        row.rows, row.size, row.sha256 = written(aside, on)
        row.made_at, row.made_on, row.is_stale = now, on, False
        row.save()
        aside.replace(folder() / CSV)
    return row


def written(path: Path, on: date) -> tuple[int, int, str]:
    """Rows, bytes and digest. In chunks, whatever the number of items."""
    digest, rows, size = hashlib.sha256(), -1, 0
    with path.open("wb") as file:
        for line in csv_lines(COLUMNS, lines(on), is_plain=True):
            data = line.encode()
            digest.update(data)
            rows, size = rows + 1, size + len(data)
            file.write(data)
    return rows, size, digest.hexdigest()


def lines(on: date) -> Iterator[list[Any]]:
    found = items(on).select_related(*JOINED).only(*READ).order_by("pk")
    for item in found.iterator(chunk_size=CHUNK):
        values = line(item, on)
        yield [cell(values[name]) for name in COLUMNS]


def line(item: Item, on: date) -> Mapping[str, Any]:
    return {
        **facts_of(item, on),
        "url": absolute_url(item.get_absolute_url()),
        "organization_name": item.organization.name,
        "entry_name": item.entry.name if item.entry else None,
        "forms": "、".join(item.channels),
        "published_on": local_day(item.published_outside_at),
    }


def cell(value: Any) -> Any:
    """As the table schema spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def package(row: OpenDataDump) -> str:
    """The description, as JSON."""
    fields = [
        {"name": name, "type": kind, "title": title, **({"description": words} if words else {})}
        for name, (kind, title, words) in COLUMNS.items()
    ]
    resource = {
        "name": "items",
        "path": CSV,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": CSV_TYPE,
        "encoding": "utf-8",
        "bytes": row.size,
        "hash": f"sha256:{row.sha256}",
        "schema": {"fields": fields, "primaryKey": "id", "missingValues": [""]},
    }
    found = {
        "name": "party-affairs-disclosure",
        "profile": "tabular-data-package",
        "title": "向社会公开的党务事项目录数据",
        "description": f"截至{row.made_on.isoformat()}看得到的事项，每条一行，没有正文。撤回了的、公示期满的不在里面。",
        "homepage": absolute_url(reverse("catalog:open-data")),
        "created": row.made_at.isoformat(),
        "resources": [resource],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)
