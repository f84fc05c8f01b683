"""Attachments as rows: name, type and size in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from disclosure.files.models import StoredFileRow

TYPES = {
    "pdf": "PDF", "doc": "Word 文档", "docx": "Word 文档", "wps": "WPS 文档", "xls": "Excel 表格",
    "xlsx": "Excel 表格", "et": "WPS 表格", "ppt": "演示文稿", "pptx": "演示文稿", "jpg": "图片", "jpeg": "图片",
    "png": "图片", "gif": "图片", "webp": "图片", "zip": "压缩包", "txt": "文本", "csv": "表格（CSV）", "ofd": "OFD",
}  # fmt: skip
UNITS = ("B", "KB", "MB", "GB")


def type_of(name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return TYPES.get(ending, ending.upper() or "文件")


def size_of(size: int) -> str:
    amount, unit = float(size), 0
    while amount >= 1024 and unit < len(UNITS) - 1:
        amount, unit = amount / 1024, unit + 1
    return f"{amount:.1f} {UNITS[unit]}" if unit > 1 and amount < 100 else f"{amount:.0f} {UNITS[unit]}"


@dataclass(frozen=True)
class Attachment:
    """A file to open."""

    name: str
    url: str
    type: str
    size: str


def attachment_of(row: StoredFileRow, url: str) -> Attachment:
    return Attachment(row.name, url, type_of(row.name), size_of(row.size))


def attachment_rows(item_id: int, attachments: Iterable[StoredFileRow]) -> list[Attachment]:
    return [attachment_of(row, reverse("catalog:attachment", args=[item_id, row.pk])) for row in attachments]
