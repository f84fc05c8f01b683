"""Files as people really make them, built in memory."""

import io
import re
import zipfile

from docx import Document
from openpyxl import Workbook

from catalog.directory.exchange.rows import Row

LONG_HEADER = ["一级\n目录", "二级\n目录", "公开代码", "公开内容", "公开范围", "公开形式", "公开时限"]
SHORT_HEADER = ["类别", "序号", "公开内容", "公开\n形式", "公开\n时限", "公开\n范围", "责任处室"]


def row(number=1, code="1-1-1", content="理论学习情况", **values):
    """A row with the values every catalogue has."""
    defaults = {
        "category": "思想建设情况",
        "subcategory": "理论学习情况",
        "scope": ("社会",),
        "forms": ("会议", "文件"),
        "limit": "定期",
        "departments": (),
        "person": "",
    }
    return Row(number=number, code=code, content=content, **(defaults | values))


def docx(*tables, merges=()):
    """A document with these tables (lists of rows of text); each merge is (table, first place, last place)."""
    document = Document()
    made = []
    for rows in tables:
        table = document.add_table(len(rows), max(map(len, rows)))
        for line, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts, strict=False):
                _fill(cell, text)
        made.append(table)
        document.add_paragraph()
    for index, first, last in merges:
        made[index].cell(*first).merge(made[index].cell(*last))
    return _saved(document)


def _fill(cell, text):
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def xlsx(rows, merges=(), change=None):
    """A workbook with one sheet; `change` may do more to it."""
    workbook = Workbook()
    sheet = workbook.active
    for texts in rows:
        sheet.append(texts)
    for merge in merges:
        sheet.merge_cells(merge)
    if change:
        change(workbook)
    return _saved(workbook)


def _saved(document):
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def packed(**parts):
    """A zip file; `__` in a name stands for `/`, `_dot_` for a dot."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return output.getvalue()


def long_head(width=7):
    """The two header rows of a three-level annex and the merges that belong to them, for the table `index`."""
    return [[*LONG_HEADER[:2], "三     级     目     录"], ["", "", *LONG_HEADER[2:width]]]


def head_merges(index):
    return [(index, (0, 2), (0, 6)), (index, (0, 0), (1, 0)), (index, (0, 1), (1, 1))]


def repacked(data, change):
    """The package again, each part passed through `change(name, content)`, which returns both."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return output.getvalue()


def strict(data):
    """The package in the namespaces of Strict Open XML, as Word and Excel save it."""
    usual = rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml|wordprocessingml)/2006/"
    return repacked(data, lambda name, content: (name, re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", content)))


def raw_docx(*rows):
    """A document with one table whose rows are written out as XML (the cells of each row)."""
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)

    def put_in(name, content):
        if name == "word/document.xml":
            content = content.replace(b"<w:sectPr", f"<w:tbl>{table}</w:tbl><w:sectPr".encode(), 1)
        return name, content

    return repacked(docx(), put_in)


def raw_cells(*texts, properties=""):
    """Cells as XML; a text that begins with `<` is put in as it is."""
    runs = (text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    return "".join(f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run}</w:p></w:tc>" for run in runs)
