"""What a file is, decided by its content; its name must agree. Pure: a path in, a kind out. Runs in a process of its own (``inspection``)."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from disclosure.web.spreadsheet import CSV_TYPE

# Larger than any honest document; more is a bomb. Office programs pack text to a thirtieth at best.
UNPACKED_MOST = 200 * 1024 * 1024
MEMBERS_MOST = 5_000
RATIO_MOST = 200
RATIO_FROM = 5 * 1024 * 1024
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP_HEAD = b"PK\x03\x04"
ARCHIVE_HEADS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|svg|script|head|body|iframe|\?php)\b", re.IGNORECASE)
WEB_NAMES = frozenset({"svg", "svgz", "html", "htm", "xhtml", "mht", "mhtml", "xml", "js"})
# Control characters that no text has.
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
PDF_TAIL = 4096

DAMAGED = "文件已损坏或不完整，打不开。请重新保存一份再上传。"
MACROS = "文件里有宏。请另存为不带宏的 docx、xlsx 或 pptx。"
HIDES_ARCHIVE = "文件里夹带了压缩包，不能上传。请重新导出一份再上传。"


class FileRefused(ValueError):
    """Raised for a file that may not be attached; the message says what to do instead."""


@dataclass(frozen=True)
class Kind:
    extension: str
    content_type: str
    other_extensions: tuple[str, ...] = ()

    def fits(self, name: str) -> bool:
        return extension_of(name) in (self.extension, *self.other_extensions)


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "application/pdf")
JPEG = Kind("jpg", "image/jpeg", ("jpeg",))
PNG = Kind("png", "image/png")
TEXT = Kind("txt", "text/plain", ("csv",))
CSV = Kind("csv", CSV_TYPE)
DOCX = Kind("docx", OFFICE + "wordprocessingml.document")
XLSX = Kind("xlsx", OFFICE + "spreadsheetml.sheet")
PPTX = Kind("pptx", OFFICE + "presentationml.presentation")
# The member that only a document of the kind has.
PACKAGES = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
KINDS = {kind.extension: kind for kind in (PDF, JPEG, PNG, TEXT, CSV, *PACKAGES.values())}
ALLOWED = "可以上传 pdf、docx、xlsx、pptx、jpg、png、txt、csv。"


def extension_of(name: str) -> str:
    return Path(name).suffix.lower().lstrip(".")


def kind_of(path: Path, name: str) -> Kind:
    """The kind of the file at ``path`` that a person calls ``name``. Raises ``FileRefused``."""
    kind = by_content(path)
    if extension_of(name) in WEB_NAMES:
        raise FileRefused(f"网页和 SVG 这类文件不能上传。{ALLOWED}")
    if not kind.fits(name):
        raise FileRefused(f"“{name}”的内容是 {kind.extension}，和扩展名不一致。请改正扩展名再上传。")
    return CSV if kind is TEXT and CSV.fits(name) else kind


def by_content(path: Path) -> Kind:
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise FileRefused("文件是空的。")
    if head.startswith(OLE):
        raise FileRefused(old_office(path))
    if head.startswith(ARCHIVE_HEADS):
        raise FileRefused(f"不能上传压缩包。请把里面的文件逐个上传。{ALLOWED}")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return without_archive(path, pdf(path))
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return without_archive(path, JPEG if head.startswith(b"\xff") else PNG)
    if zipfile.is_zipfile(path):
        return package(path, begins_well=head.startswith(ZIP_HEAD))
    if WEB_PAGE.search(head):
        raise FileRefused(f"网页和 SVG 这类文件不能上传。{ALLOWED}")
    return text(path, head)


def without_archive(path: Path, kind: Kind) -> Kind:
    """A picture or a PDF that is an archive too, read from its end, is made to slip through."""
    if zipfile.is_zipfile(path) or (kind is not PDF and b"%PDF-" in path.read_bytes()):
        raise FileRefused(HIDES_ARCHIVE)
    return kind


def old_office(path: Path) -> str:
    is_locked = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
    if is_locked:
        return "文件加了密码。请取消密码后再上传。"
    return f"旧版 Office 文件或加了密码的文件不能上传。请取消密码，另存为 docx、xlsx 或 pptx。{ALLOWED}"


def pdf(path: Path) -> Kind:
    data = path.read_bytes()
    if ENCRYPTED_PDF.search(data):
        raise FileRefused("这份 PDF 加了密码或限制。请取消后再上传。")
    if b"%%EOF" not in data[-PDF_TAIL:]:
        raise FileRefused("这份 PDF 不完整，打不开。请重新导出一份再上传。")
    return PDF


def package(path: Path, *, begins_well: bool) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive.infolist())
            extension = check_office(archive.namelist(), archive.read)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise FileRefused(DAMAGED) from error
    if not begins_well:
        raise FileRefused(HIDES_ARCHIVE)
    return KINDS[extension]


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """What the directory of a package already gives away. Raises ``FileRefused``."""
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("文件加了密码。请取消密码后再上传。")
    unpacked, packed = sum(row.file_size for row in members), sum(row.compress_size for row in members) or 1
    is_bomb = unpacked > RATIO_FROM and unpacked / packed > RATIO_MOST
    if len(members) > MEMBERS_MOST or unpacked > UNPACKED_MOST or is_bomb:
        raise FileRefused("文件展开后过大，不能上传。请拆成几份再上传。")
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(leads_away(name) for name in names):
        raise FileRefused("文件的内部结构不正常，不能上传。请用 Office 或 WPS 另存一份再上传。")


def leads_away(name: str) -> bool:
    """A member that would be unpacked somewhere else."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def check_office(names: list[str], read: Callable[[str], bytes]) -> str:
    """The extension that fits an office package without macros. Raises ``FileRefused``."""
    lower = [name.lower() for name in names]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in lower):
        raise FileRefused(MACROS)
    if any("/activex/" in name for name in lower):
        raise FileRefused("文件里有控件（ActiveX）。请删去控件，另存一份再上传。")
    kinds = [kind for member, kind in PACKAGES.items() if member in names]
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        raise FileRefused(f"不能上传压缩包。请把里面的文件逐个上传。{ALLOWED}")
    if re.search(rb"macroEnabled|macrosheet", read("[Content_Types].xml"), re.IGNORECASE):
        raise FileRefused(MACROS)
    return kinds[0].extension


def text(path: Path, head: bytes) -> Kind:
    """Readable characters in one of the two encodings that are met with."""
    if head.startswith(ZIP_HEAD):
        raise FileRefused(f"认不出这种文件，可能不完整。请重新保存一份再上传。{ALLOWED}")
    data = path.read_bytes()
    if BINARY.search(data) or decoded(data) is None:
        raise FileRefused(f"认不出这种文件。{ALLOWED}")
    return TEXT


def decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
