"""What kind of file this is, by its content, and whether it is safe to open."""

import io
import re
import zipfile
import zlib

from lxml import etree

from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.parts import main_part, root_name

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 200
RATIO_FROM = 5 * 1024 * 1024
MOST_PARTS = 2_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER = (
    (b"%PDF", "这是 PDF 文件，请用 Word 或 Excel 里的原表，另存为 .docx 或 .xlsx 再上传"),
    (b"{\\rtf", "这是 RTF 文件，请用 Word 打开后另存为 .docx 再上传"),
    (b"\x89PNG", "这是图片，请上传 .docx、.xlsx 或 .csv 文件"),
    (b"\xff\xd8\xff", "这是图片，请上传 .docx、.xlsx 或 .csv 文件"),
    (b"Rar!", "这是压缩包，请解压后上传里面的 .docx、.xlsx 或 .csv 文件"),
    (b"7z\xbc\xaf", "这是压缩包，请解压后上传里面的 .docx、.xlsx 或 .csv 文件"),
)
WEB_PAGE = re.compile(rb"^\s*(<\?xml|<!doctype|<html|<table)", re.IGNORECASE)
SAVE_AS_DOCX = "做法：用 WPS 或 Word 打开，点“文件”“另存为”，文件类型选“Word 文档（*.docx）”"
SAVE_AS_XLSX = "做法：用 WPS 或 Excel 打开，点“文件”“另存为”，文件类型选“Excel 工作簿（*.xlsx）”"
DAMAGED = "文件已损坏或没有传完整，请重新保存后再上传"


def kind_of(data: bytes, filename: str = "") -> str:
    """ "docx", "xlsx" or "csv", by content; the name only helps to say what else it is.

    Raises UnreadableFile for everything else, with what to do about it.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableFile("文件是空的，请检查后重新上传")
    if len(data) > MOST_BYTES:
        raise UnreadableFile("文件超过 20 MB，请删去图片等与表格无关的内容后再上传")
    if data.startswith(OLE):
        raise UnreadableFile(_old_office(data, filename))
    for magic, message in OTHER:
        if data.startswith(magic):
            raise UnreadableFile(message)
    if WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableFile("这是网页或 XML 文件，请用 Excel 打开后另存为 .xlsx 再上传")
    return _zip_kind(data) if data.startswith(b"PK") else "csv"


def _old_office(data: bytes, filename: str) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    extension = filename.rpartition(".")[2].lower()
    if holds("EncryptedPackage"):
        return "文件设了打开密码，请取消密码后再上传"
    if holds("WordDocument"):
        program = "WPS 文字 .wps 文件" if extension in ("wps", "wpt") else "旧版 .doc"
        return f"这是{program}，请另存为 .docx 再上传。{SAVE_AS_DOCX}"
    if holds("Workbook") or holds("Book"):
        program = "WPS 表格 .et 文件" if extension in ("et", "ett") else "旧版 .xls"
        return f"这是{program}，请另存为 .xlsx 再上传。{SAVE_AS_XLSX}"
    return "这是旧版 Office 或 WPS 文件，请另存为 .docx 或 .xlsx 再上传"


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            _refuse_bomb(parts)
            _check_parts(package, parts)
            kind = _office_kind(package)
    except UnreadableFile:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ) as problem:
        raise UnreadableFile(DAMAGED) from problem
    return kind


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableFile("文件设了密码，请取消密码后再上传")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise UnreadableFile("文件解开后过大（超过 100 MB），已拒绝；请只保留要用的表格后再上传")
    if unpacked > RATIO_FROM and unpacked / packed > MOST_RATIO:
        raise UnreadableFile("文件压缩比异常，已拒绝；请用 Word 或 Excel 重新保存后再上传")


def _office_kind(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if "xl/workbook.bin" in names:
        raise UnreadableFile("这是 .xlsb 文件，请另存为 .xlsx 再上传")
    main = main_part(package)
    kind = {"document": "docx", "workbook": "xlsx"}.get(root_name(package.read(main))) if main else None
    if kind:
        return kind
    if any(name.startswith(("xl/", "word/")) for name in names):
        raise UnreadableFile(DAMAGED)
    if "content.xml" in names:
        raise UnreadableFile("这是 OpenDocument 文件，请另存为 .docx 或 .xlsx 再上传")
    raise UnreadableFile("压缩包里不是 Word 或 Excel 文件，请直接上传 .docx、.xlsx 或 .csv 文件")


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack everything once, counting: declared sizes may lie, checksums may fail, XML may declare entities."""
    left = MOST_UNPACKED
    for part in parts:
        with package.open(part) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise UnreadableFile("文件解开后过大（超过 100 MB），已拒绝；请只保留要用的表格后再上传")
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            refuse_entities(content)


def refuse_entities(content: bytes) -> None:
    """No office program writes a document type, so one is an attack (entity expansion)."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:8]:
        content = content.replace(b"\x00", b"")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableFile("文件里有不允许的 XML 实体声明，已拒绝；请用 Word 或 Excel 重新保存后再上传")
