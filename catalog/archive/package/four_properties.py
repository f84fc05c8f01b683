"""四性检测: whether what goes into a package is true, whole, usable and safe, looked at when it is packed (DA/T 70-2018, at 归档).

Every line is a check that was made; what this machine cannot make is said to be left out, never passed.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings

from catalog.archive.models import ArchiveRecord
from catalog.archive.package.pages import CONTENT, pages_of_pdf
from catalog.archive.package.parts import Part, record_parts
from catalog.items.models import Attachment, Decision
from disclosure.files.kinds import FileRefused, kind_of
from disclosure.files.scan import scan

REPORT = "四性检测报告"
REPORT_MOST = 10 * 1024 * 1024
COLUMNS = ("性质", "检测什么", "检测对象", "结果", "说明")
PASSED, FAILED, LEFT_OUT = "通过", "不通过", "没有检测"
TRUE, WHOLE, USABLE, SAFE = "真实性", "完整性", "可用性", "安全性"
METADATA = {
    "archive_number": "档号",
    "title": "题名",
    "responsible": "责任者",
    "dated_on": "日期",
    "retention": "保管期限",
}
# Who writes a text neither checks nor approves it.
BY_ANOTHER = (Decision.Step.SECRECY, Decision.Step.APPROVE)


@dataclass(frozen=True)
class Check:
    of: str
    what: str
    subject: str
    result: str
    words: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.of, self.what, self.subject, self.result, self.words)


def report_parts(record: ArchiveRecord, parts: Sequence[Part]) -> list[Part]:
    """To read and as data, members of the package like the others."""
    return record_parts(REPORT, REPORT, COLUMNS, [check.cells for check in checks_of(record, parts)])


def checks_of(record: ArchiveRecord, parts: Sequence[Part]) -> Iterator[Check]:
    yield from true_of(record, parts)
    yield from whole_of(record, parts)
    for part in parts:
        yield Check(USABLE, "打得开，内容和格式一致", part.name, *outcome(partial(opened, part)))
    yield from safe_of(parts)


def verdict(of: str, what: str, subject: str, is_right: object, otherwise: str) -> Check:
    return Check(of, what, subject, PASSED if is_right else FAILED, "" if is_right else otherwise)


# --- 真实性 ---


def true_of(record: ArchiveRecord, parts: Sequence[Part]) -> Iterator[Check]:
    for part in parts:
        if isinstance(part.content, Path):
            same = digest_of(part.content) == part.sha256
            yield verdict(TRUE, "内容和收进来时一样（SHA-256）", part.name, same, "摘要不一样。")
    text = record.item.published_version
    yield verdict(TRUE, "题名和公开的标题一致", record.title, text and text.title == record.title, "标题不一致。")
    for decision in Decision.objects.filter(version__item=record.item, step__in=BY_ANOTHER).select_related(
        "version", "by"
    ):
        other = decision.by_id and decision.by_id != decision.version.saved_by_id
        subject = f"{decision.version.words}{decision.get_step_display()}"
        yield verdict(TRUE, "由拟稿人以外的人办理", subject, other, "办理人就是拟稿人。")


def digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


# --- 完整性 ---


def whole_of(record: ArchiveRecord, parts: Sequence[Part]) -> Iterator[Check]:
    for column, label in METADATA.items():
        yield verdict(WHOLE, "元数据齐全", label, getattr(record, column), "没有写。")
    yield verdict(WHOLE, "元数据齐全", "页数", record.pages > 0, "是零页。")
    names = [part.name for part in parts]
    for what in (CONTENT, "正文/", "审批/办理记录", "事项登记"):
        yield verdict(WHOLE, "应有的文件都在", what.rstrip("/"), any(name.startswith(what) for name in names), "没有。")
    released = record.item.versions.filter(released_at__isnull=False)
    owed = Attachment.objects.filter(version__in=released).count()
    packed = sum(name.startswith("附件/") for name in names)
    yield verdict(WHOLE, "附件的件数和登记的一致", f"{packed} 件", owed == packed, f"登记了 {owed} 件。")


# --- 可用性 ---


def outcome(check: Callable[[], str]) -> tuple[str, str]:
    """``check`` says what it looked at. Whatever it raises is why it does not pass."""
    try:
        return PASSED, check()
    except (FileRefused, OSError, ValueError) as error:
        return FAILED, str(error)


def opened(part: Part) -> str:
    """ValueError, FileRefused or OSError where the format does not hold."""
    if isinstance(part.content, Path):
        kind = kind_of(part.content, Path(part.name).name)
        return f"{kind.extension} 格式"
    if part.name.endswith(".pdf"):
        return f"PDF，{with_pages(part.content)} 页"
    text = part.content.decode()
    if part.name.endswith(".json"):
        json.loads(text)
    return "UTF-8 文字"


def with_pages(content: bytes) -> int:
    pages = pages_of_pdf(content)
    if not pages:
        raise ValueError("PDF 打不开。")
    return pages


# --- 安全性 ---


def safe_of(parts: Sequence[Part]) -> Iterator[Check]:
    stored = [(part.name, part.content) for part in parts if isinstance(part.content, Path)]
    for name, path in stored:
        if settings.CLAMD:
            yield Check(SAFE, "没有病毒", name, *outcome(partial(scanned, path)))
        else:
            yield Check(SAFE, "没有病毒", name, LEFT_OUT, "这台机器没有装病毒检查。")
    made = f"门户生成的 {len(parts) - len(stored)} 个文件"
    yield Check(SAFE, "没有病毒、没有加密", made, PASSED, "由门户从数据库写成。")


def scanned(path: Path) -> str:
    scan(path)
    return "ClamAV"


def report_words(record: ArchiveRecord) -> str:
    """How the four properties were found when it was packed; "" for what was packed before they were looked at."""
    try:
        with (
            zipfile.ZipFile(Path(settings.MEDIA_ROOT) / record.path) as package,
            package.open(f"{REPORT}.json") as file,
        ):
            return summary(json.loads(file.read(REPORT_MOST)))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return ""


def summary(checks: Sequence[dict]) -> str:
    """``checks``: the report's data, as it is in a package."""
    results = [check.get("结果") for check in checks]
    failed, left_out = results.count(FAILED), results.count(LEFT_OUT)
    words = f"{results.count(PASSED)} 项通过"
    words += f"，{failed} 项不通过" if failed else ""
    return words + (f"，{left_out} 项没有检测" if left_out else "")
