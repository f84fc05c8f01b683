"""Office packages whole: what the kind knows, its properties, every other part, and what is embedded, two deep."""

import io
from collections.abc import Callable, Iterator

from disclosure.files.kinds import OLE, PACKAGES, FileRefused, check_office
from disclosure.files.text_extraction import properties, sheets, slides, word
from disclosure.files.text_extraction.packages import Package, local
from disclosure.files.text_extraction.passage import Passage
from disclosure.files.text_extraction.pdf import pdf_passages
from disclosure.files.text_extraction.plain_text import line_passages
from disclosure.files.text_extraction.words import passages_in

DEEPEST = 2
READERS: dict[str, tuple[Callable[[Package], Iterator[Passage]], Callable[[str], bool]]] = {
    "docx": (word.word_passages, word.is_read),
    "xlsx": (sheets.sheet_passages, sheets.is_read),
    "pptx": (slides.slide_passages, slides.is_read),
}
XML = (".xml", ".rels", ".vml", ".svg", ".xhtml")
TEXT = (".txt", ".csv", ".htm", ".html", ".json")
PROGRAMS = (b"MZ", b"\x7fELF")
# Nothing here can look into these.
CONTAINERS = (OLE, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"MIME-Version", b"SQLite format 3")
REFUSED_PLACES = ("xl/model/",)
RAW_MOST = 2 * 1024 * 1024
FAR = ("http", "ftp", "\\\\", "//", "file://\\\\")
EMBEDDED = "文件里嵌入了打不开的对象，查不了里面的内容。请删去嵌入的对象，或者另存为图片，再上传。"
# Pictures, sounds and fonts carry no words that can be read here.
PICTURE_HEADS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\xd7\xcd\xc6\x9a")
LEFT = (".emf", ".wmf", ".wdp", ".odttf", ".ttf", ".fntdata", ".mp3", ".mp4", ".m4a", ".wav", ".avi", ".wmv", ".mov")


def office_passages(file, *, depth: int = 0, budget=None, place: str = "") -> Iterator[Passage]:
    package = Package(file, depth=depth, budget=budget)
    for passage in passages_of_package(package):
        yield passage._replace(place=place + passage.place)


def passages_of_package(package: Package) -> Iterator[Passage]:
    reader, is_read = READERS[check_office(package.names, package.read)]
    yield from reader(package)
    yield from properties.property_passages(package)
    for name in package.names:
        if not (is_read(name) or name in properties.PARTS):
            yield from member_passages(package, name)


def member_passages(package: Package, name: str) -> Iterator[Passage]:
    """A part that the kind's reader does not know: searched as XML or text, opened as a package, or refused."""
    lower = name.lower()
    if lower.startswith(REFUSED_PLACES):
        raise FileRefused(EMBEDDED)
    if lower.endswith(XML):
        root = package.tree(name)
        if local(root) == "Relationships":
            check_relations(root)
        yield from passages_in("文件的其他部分", root)
        return
    data = package.read(name)
    if data.startswith(PROGRAMS + CONTAINERS):
        raise FileRefused(EMBEDDED)
    if data.startswith(b"PK\x03\x04"):
        yield from embedded_passages(data, package)
    elif data.lstrip()[:5] == b"%PDF-":
        yield from (row._replace(place=f"嵌入的文件{row.place}") for row in pdf_passages(io.BytesIO(data)))
    elif lower.endswith(TEXT):
        yield from line_passages(data, "嵌入的文件")
    elif not (data.startswith(PICTURE_HEADS) or lower.endswith(LEFT)):
        yield from raw_passages(data)


def check_relations(root) -> None:
    """A template or an object that is fetched from elsewhere when the file is opened is a program's way in."""
    for node in root:
        kind = (node.get("Type") or "").rpartition("/")[2].lower()
        target = (node.get("Target") or "").lower()
        is_far = node.get("TargetMode") == "External" and target.startswith(FAR)
        if "vbaproject" in kind or "macrosheet" in kind or "activex" in kind:
            raise FileRefused("文件里有宏或控件。请另存为不带宏的 docx、xlsx 或 pptx。")
        if is_far and kind in ("attachedtemplate", "oleobject", "frame", "subdocument"):
            raise FileRefused("文件打开时会从别处取内容。请另存为普通的 docx、xlsx 或 pptx 再上传。")


def embedded_passages(data: bytes, package: Package) -> Iterator[Passage]:
    """A file in the file. A plain archive counts as one level, as a document does."""
    if package.depth >= DEEPEST:
        raise FileRefused("文件里一层套一层地嵌入了别的文件。请删去嵌入的文件，分开上传。")
    inner = Package(io.BytesIO(data), depth=package.depth + 1, budget=package.budget)
    if any(member in inner.names for member in PACKAGES):
        yield from office_passages(io.BytesIO(data), depth=package.depth + 1, budget=package.budget, place="嵌入的文件")
        return
    for name in inner.names:
        yield Passage("嵌入的文件的名称", name)
        yield from member_passages(inner, name)


def raw_passages(data: bytes) -> Iterator[Passage]:
    """Bytes of no known kind, read in the ways in which words are written; more than settings of a printer take are refused."""
    if len(data) > RAW_MOST:
        raise FileRefused(EMBEDDED)
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        yield Passage("文件的其他部分", data.decode(encoding, "ignore"))
