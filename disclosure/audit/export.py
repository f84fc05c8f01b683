"""Rows as csv, one by one, readable by Excel; and the audit events so."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from disclosure.audit.models import AppendOnlyQuerySet, Event

HEADER = ["时间", "人员", "动作", "对象", "党组织代码", "来源地址", "变化"]
BYTE_ORDER_MARK = "\ufeff"
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Echo:
    """A file whose write returns the line: what csv.writer needs to feed a stream."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Iterable[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(header)
    for row in rows:
        yield writer.writerow(row)


def event_lines(events: AppendOnlyQuerySet) -> Iterator[str]:
    return csv_lines(HEADER, (list(map(guarded, cells(event))) for event in events.iterator(chunk_size=2000)))


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


def guarded(cell: str) -> str:
    """A spreadsheet must not take a cell for a formula, nor fail over characters that no document can carry."""
    cell = UNSEEN.sub("", cell)
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
