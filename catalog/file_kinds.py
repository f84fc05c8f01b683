"""What a file is, decided by its content; its name must agree. Pure: a path in, a kind out."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

# Larger than any honest document; more is a bomb.
UNPACKED_MOST = 1024 * 1024 * 1024
MEMBERS_MOST = 20_000
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


class FileRefused(ValueError):
    """Raised for a file that may not be attached; the message says what to do instead."""


@dataclass(frozen=True)
class Kind:
    extension: str
    content_type: str
    other_extensions: tuple[str, ...] = ()

    def fits(self, name: str) -> bool:
        return Path(name).suffix.lower().lstrip(".") in (self.extension, *self.other_extensions)


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "application/pdf")
JPEG = Kind("jpg", "image/jpeg", ("jpeg",))
PNG = Kind("png", "image/png")
TEXT = Kind("txt", "text/plain", ("csv",))
CSV = Kind("csv", "text/csv")
# The member that only a document of the kind has.
PACKAGES = {
    "word/document.xml": Kind("docx", OFFICE + "wordprocessingml.document"),
    "xl/workbook.xml": Kind("xlsx", OFFICE + "spreadsheetml.sheet"),
    "ppt/presentation.xml": Kind("pptx", OFFICE + "presentationml.presentation"),
}
ALLOWED = "可以上传 pdf、docx、xlsx、pptx、jpg、png、txt、csv。"


def kind_of(path: Path, name: str) -> Kind:
    """The kind of the file at ``path`` that a person calls ``name``. Raises ``FileRefused``."""
    kind = by_content(path)
    if not kind.fits(name):
        raise FileRefused(f"“{name}”的内容是 {kind.extension}，和扩展名不一致。请改正扩展名再上传。")
    return CSV if kind is TEXT and CSV.fits(name) else kind


def by_content(path: Path) -> Kind:
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise FileRefused("文件是空的。")
    if b"%PDF-" in head:
        return pdf(path)
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(OLE):
        raise FileRefused(f"旧版 Office 文件或加了密码的文件不能上传。请取消密码，另存为 docx、xlsx 或 pptx。{ALLOWED}")
    if zipfile.is_zipfile(path):
        return package(path)
    return text(path)


def pdf(path: Path) -> Kind:
    if ENCRYPTED_PDF.search(path.read_bytes()):
        raise FileRefused("这份 PDF 加了密码或限制。请取消后再上传。")
    return PDF


def package(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise FileRefused("文件已损坏，打不开。请重新保存一份再上传。") from error
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("文件加了密码。请取消密码后再上传。")
    if len(members) > MEMBERS_MOST or sum(member.file_size for member in members) > UNPACKED_MOST:
        raise FileRefused("文件展开后过大，不能上传。")
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused("文件里有宏。请另存为不带宏的 docx、xlsx 或 pptx。")
    kinds = [kind for member, kind in PACKAGES.items() if member in names]
    if "[Content_Types].xml" not in names or len(kinds) != 1:
        raise FileRefused(f"不能上传压缩包。{ALLOWED}")
    return kinds[0]


def text(path: Path) -> Kind:
    """Readable characters in one of the two encodings that are met with."""
    data = path.read_bytes()
    if b"\0" in data or decoded(data) is None:
        raise FileRefused(f"认不出这种文件。{ALLOWED}")
    return TEXT


def decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
