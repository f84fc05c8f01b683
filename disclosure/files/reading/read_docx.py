"""The tables of a Word document as grids, with what is merged across and down."""

import io
import zipfile

from lxml import etree

from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.grid import (
    BLANK,
    LEFT,
    MOST_COLUMNS,
    MOST_ROWS,
    UP,
    Cell,
    Grid,
    Source,
    require_readable_together,
)
from disclosure.files.reading.package import DAMAGED
from disclosure.files.reading.parts import main_part, parse

# Check marks that Word keeps as characters of a symbol font.
SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FC": "√", "F050": "√", "F0A8": "□", "F0A3": "□", "F06F": "□", "F06E": "■"}
# The same marks typed as letters in that font.
LETTERS = {
    "wingdings": {"\xfe": "☑", "\xfc": "√", "\xa8": "□", "o": "□", "n": "■", "\xfb": "×", "\xfd": "×"},
    "wingdings 2": {"R": "☑", "P": "√", "\xa3": "□", "*": "□", "O": "×"},
}
# rt: the reading above a character (ruby).
SKIPPED = {"Fallback", "del", "moveFrom", "instrText", "txbxContent", "rt"}


def read_docx(data: bytes) -> Source:
    """Every table in the order of the document; the row numbers run on from table to table."""
    body = _body(data)
    grids, count = [], 0
    for table in _tables(body):
        rows, hidden = _rows(table)
        if count + len(rows) > MOST_ROWS:
            raise UnreadableFile(f"表格超过 {MOST_ROWS} 行，请分成几个文件上传")
        numbers = tuple(range(count + 1, count + len(rows) + 1))
        told = f"{hidden} 个隐藏的行" if hidden else ""
        grids.append(Grid(f"第{len(grids) + 1}个表格", tuple(rows), numbers, hidden=told))
        count += len(rows)
        require_readable_together(grids)
    if not grids:
        raise UnreadableFile("文档里没有表格，请把内容放在 Word 表格里再上传")
    return Source("docx", tuple(grids), joined=True)


def _body(data: bytes) -> etree._Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return parse(package.read(main_part(package)))
    except UnreadableFile:
        raise
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, RecursionError) as problem:
        raise UnreadableFile(DAMAGED) from problem


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute whatever its namespace: transitional and strict documents differ only in that."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), None)


def _number(element: etree._Element | None) -> int:
    value = _attribute(element, "val") or ""
    return min(int(value), MOST_COLUMNS) if value.isascii() and value.isdigit() else 0


def _tables(body: etree._Element) -> list[etree._Element]:
    """Outermost tables only: a table within a cell is text of that cell."""
    return [
        table
        for table in body.iter("{*}tbl")
        if not any(_name(parent) in SKIPPED or _name(parent) == "tbl" for parent in table.iterancestors())
    ]


def _own(parent: etree._Element, name: str) -> list[etree._Element]:
    """Children of this name, also those wrapped in content controls."""
    found = []
    for child in parent:
        if _name(child) == name:
            found.append(child)
        elif _name(child) in ("sdt", "sdtContent", "customXml", "ins"):
            found.extend(_own(child, name))
    return found


def _rows(table: etree._Element) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows that a person sees, and how many are hidden."""
    rows: list[tuple[Cell, ...]] = []
    hidden = 0
    for element in _own(table, "tr"):
        if _is_on(element.find("{*}trPr/{*}hidden")):
            hidden += 1
        elif element.find("{*}trPr/{*}del") is None:
            rows.append(_row(element, rows[-1] if rows else ()))
    return rows, hidden


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and _attribute(element, "val") not in ("0", "false", "off")


def _row(element: etree._Element, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells = [BLANK] * _number(element.find("{*}trPr/{*}gridBefore"))
    for cell in _own(element, "tc"):
        goes_on = _continues(cell, "vMerge") and len(cells) < len(above)
        if _continues(cell, "hMerge") and cells:
            cells.append(Cell("", UP if cells[-1].continues == UP else LEFT))
        else:
            cells.append(Cell("", UP) if goes_on else Cell(_text(cell)))
        span = max(_number(cell.find("{*}tcPr/{*}gridSpan")), 1)
        cells.extend([Cell("", UP if cells[-1].continues == UP else LEFT)] * (span - 1))
    return tuple(cells[:MOST_COLUMNS])


def _continues(cell: etree._Element, name: str) -> bool:
    """The cell belongs to a merged one that began above (vMerge) or to the left (hMerge, as older programs write it)."""
    merge = cell.find(f"{{*}}tcPr/{{*}}{name}")
    return merge is not None and _attribute(merge, "val") != "restart"


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iter("{*}p")).strip()


def _pieces(element: etree._Element):
    for child in element:
        name = _name(child)
        if name == "t":
            yield _typed(child)
        elif name == "tab":
            yield " "
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "sym":
            yield SYMBOLS.get((_attribute(child, "char") or "").upper(), "")
        elif name not in SKIPPED and name not in ("rPr", "pPr", "tabs", "p"):
            yield from _pieces(child)


def _typed(element: etree._Element) -> str:
    """The text of a run; what it shows as a mark, by its font or from the private area that symbol fonts use, is that mark."""
    text = element.text or ""
    fonts = element.getparent().find("{*}rPr/{*}rFonts") if element.getparent() is not None else None
    letters = LETTERS.get((_attribute(fonts, "ascii") or "").lower(), {})
    return "".join(letters.get(letter) or SYMBOLS.get(f"{ord(letter):04X}", letter) for letter in text)
