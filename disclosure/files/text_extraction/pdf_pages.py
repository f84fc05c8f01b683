"""PDF: pages, notes, form fields, bookmarks and properties. What runs, opens or carries other files is refused."""

import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, TextStringObject

from disclosure.files.kinds import FileRefused
from disclosure.files.sensitive_data.kinds import UNREAD
from disclosure.files.text_extraction.passage import Passage
from disclosure.files.text_extraction.properties import named

PAGES_MOST = 3000
OBJECTS_MOST = 200_000
# What draws the pages, unpacked, each page for itself: many may share one stream.
DRAWING_MOST = 20_000_000
TOO_MUCH = "这份 PDF 的内容太多，查不完。请拆成几份再上传。"
UNREADABLE = "这份 PDF 不完整或打不开。请重新导出一份再上传。"
RUNS = {"/JS", "/JavaScript"}
ACTIONS = {"/Launch", "/JavaScript", "/ImportData", "/SubmitForm", "/RichMediaExecute"}
CARRIES = {"/EmbeddedFiles", "/EF", "/RichMediaContent"}
SAID = {"/Contents": "批注", "/V": "表单里填的内容", "/DV": "表单里填的内容", "/TU": "表单的说明", "/Title": "书签",
        "/Alt": "图片说明", "/ActualText": "替代文字", "/Opt": "表单的选项"}  # fmt: skip
PROPERTIES = {"/Title": "标题", "/Author": "作者", "/Subject": "主题", "/Keywords": "关键词", "/Creator": "制作程序",
              "/Producer": "制作程序", "/Company": "单位"}  # fmt: skip


def read_pdf(file) -> Iterator[Passage]:
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise FileRefused("这份 PDF 加了密码或限制。请取消后再上传。")
        if not 0 < len(reader.pages) <= PAGES_MOST:
            raise FileRefused(
                f"这份 PDF 没有页面，或者超过 {PAGES_MOST} 页。请拆成几份再上传。" if reader.pages else UNREADABLE
            )
        yield from object_passages(reader)
        yield from property_passages(reader)
        yield from page_passages(reader)
    except (FileRefused, MemoryError):
        raise
    except Exception as error:  # pypdf raises whatever a broken file leads it into
        raise FileRefused(UNREADABLE) from error


def page_passages(reader: PdfReader) -> Iterator[Passage]:
    silent = []
    left = DRAWING_MOST
    for number, page in enumerate(reader.pages, start=1):
        contents = page.get_contents()
        left -= len(contents.get_data()) if contents is not None else 0
        if left < 0:
            raise FileRefused(TOO_MUCH)
        words = page.extract_text()
        if not words.strip() and "/XObject" in (page.get("/Resources") or {}):
            silent.append(number)
        yield Passage(f"第{number}页", words)
        # A number that the end of a line cuts in two.
        yield Passage(f"第{number}页", re.sub(r"(?<=\d)[ ]*\n[ ]*(?=[\dXx])", "", words) if "\n" in words else "")
    if silent:
        yield Passage(pages_words(silent), "是图片，里面的字没有查", UNREAD)


def pages_words(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:5]))
    return f"第{shown}页" if len(numbers) <= 5 else f"第{shown}等{len(numbers)}页"


def property_passages(reader: PdfReader) -> Iterator[Passage]:
    for name, value in (reader.metadata or {}).items():
        text, place = str(value), f"文档属性“{PROPERTIES.get(name, name.lstrip('/'))}”"
        yield Passage(place, text)
        if name == "/Author":
            yield from named(place, text)
    metadata = reader.root_object.get("/Metadata")
    if metadata is not None:
        words = metadata.get_object().get_data().decode("utf-8", "replace")
        yield Passage("文档属性", re.sub(r"<[^<>]*>", "\n", words))


def object_passages(reader: PdfReader) -> Iterator[Passage]:
    """Every object of the file once, reached or not: a deleted note is still in it."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > OBJECTS_MOST:
        raise FileRefused(TOO_MUCH)
    for number in sorted(numbers):
        generation = next((each for each, table in reader.xref.items() if number in table), 0)
        yield from said_in(reader.get_object(IndirectObject(number, generation, reader)))
    yield from said_in(reader.trailer)


def said_in(found) -> Iterator[Passage]:
    """The words in one object and what stands directly in it; what it refers to comes by itself."""
    waiting = [found]
    while waiting:
        node = waiting.pop()
        if isinstance(node, DictionaryObject):
            refuse_what_runs(node)
            for name, value in node.raw_items() if hasattr(node, "raw_items") else dict.items(node):
                if name in SAID and isinstance(value, TextStringObject):
                    yield Passage(SAID[name], str(value))
                elif isinstance(value, (DictionaryObject, ArrayObject)):
                    waiting.append(value)
        elif isinstance(node, ArrayObject):
            waiting += [row for row in list.__iter__(node) if isinstance(row, (DictionaryObject, ArrayObject))]


def refuse_what_runs(node: DictionaryObject) -> None:
    if RUNS & node.keys() or dict.get(node, "/S") in ACTIONS:
        raise FileRefused("这份 PDF 里有会自动运行的内容。请重新导出一份普通的 PDF 再上传。")
    if CARRIES & node.keys() or dict.get(node, "/Type") == "/EmbeddedFile":
        raise FileRefused("这份 PDF 里夹带了别的文件。请删去夹带的文件，分开上传。")
