"""The audit events as csv."""

import json
from collections.abc import Iterator

from django.utils import timezone

from disclosure.audit.models import AppendOnlyQuerySet, Event
from disclosure.web.spreadsheet import csv_lines

HEADER = ["时间", "人员", "动作", "对象", "党组织代码", "来源地址", "变化"]


def event_lines(events: AppendOnlyQuerySet) -> Iterator[str]:
    return csv_lines(HEADER, map(cells, events.iterator(chunk_size=2000)))


def cells(event: Event) -> list[str]:
    return [
        timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S"),
        event.actor_name,
        event.action_label,
        event.object_label,
        event.organization_code,
        event.address,
        json.dumps(event.changes, ensure_ascii=False) if event.changes else "",
    ]
