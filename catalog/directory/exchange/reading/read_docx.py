"""The tables of a Word document as grids, with what is merged across and down."""

import io
import zipfile

from lxml import etree

from catalog.directory.exchange.errors import ExchangeError
from catalog.directory.exchange.reading.grid import BLANK, LEFT, MOST_COLUMNS, MOST_ROWS, UP, Cell, Grid, Source
from catalog.directory.exchange.reading.package import DAMAGED

# Check marks that Word keeps as characters of a symbol font.
SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FC": "√", "F050": "√", "F0A8": "□", "F0A3": "□", "F06F": "□", "F06E": "■"}
SKIPPED = {"Fallback", "del", "moveFrom", "instrText", "txbxContent"}


def read_docx(data: bytes) -> Source:
    """Every table in the order of the document; the row numbers run on from table to table."""
    body = _body(data)
    grids, count = [], 0
    for table in _tables(body):
        rows = _rows(table)
        if count + len(rows) > MOST_ROWS:
            raise ExchangeError(f"表格超过 {MOST_ROWS} 行，请分成几个文件上传")
        numbers = tuple(range(count + 1, count + len(rows) + 1))
        grids.append(Grid(f"第{len(grids) + 1}个表格", tuple(rows), numbers))
        count += len(rows)
    if not grids:
        raise ExchangeError("文档里没有表格，请把目录放在 Word 表格里再上传")
    return Source("docx", tuple(grids), joined=True)


def _body(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name for name in package.namelist() if name.startswith("word/document") and name.endswith(".xml")]
            return etree.fromstring(package.read(min(names, key=len)), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, RecursionError) as problem:
        raise ExchangeError(DAMAGED) from problem


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


def _rows(table: etree._Element) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for element in _own(table, "tr"):
        if element.find("{*}trPr/{*}del") is None:
            rows.append(_row(element, rows[-1] if rows else ()))
    return rows


def _row(element: etree._Element, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells = [BLANK] * _number(element.find("{*}trPr/{*}gridBefore"))
    for cell in _own(element, "tc"):
        merge = cell.find("{*}tcPr/{*}vMerge")
        goes_on = merge is not None and _attribute(merge, "val") != "restart" and len(cells) < len(above)
        cells.append(Cell("", UP) if goes_on else Cell(_text(cell)))
        span = max(_number(cell.find("{*}tcPr/{*}gridSpan")), 1)
        cells.extend([Cell("", UP if goes_on else LEFT)] * (span - 1))
    return tuple(cells[:MOST_COLUMNS])


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iter("{*}p")).strip()


def _pieces(element: etree._Element):
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
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
