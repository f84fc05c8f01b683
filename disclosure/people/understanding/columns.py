"""The sheets of a workbook as somebody said they are to be read: unknown headings are asked about, formulas too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from disclosure.people.reading.book import COLUMN, Book
from disclosure.people.reading.headings import LABELS, OPTIONS, SKIP
from disclosure.people.reading.sheets import Line, Sheet
from disclosure.people.understanding.asking import Asking

USE, LEAVE_OUT = "use", "leave"


@dataclass(frozen=True)
class Sheets:
    """``notes``: what was not read, in words."""

    sheets: list[Sheet]
    notes: list[str]


def sheets_of(book: Book, asking: Asking) -> Sheets:
    said = {
        (word.partition("!")[0], word.partition("!")[2]): answer
        for (column, word), answer in asking.answers.items()
        if column == COLUMN and (answer == SKIP or answer in LABELS)
    }
    sheets, left = book.sheets(said)
    for sheet in sheets:
        ask_columns(sheet, asking)
    return Sheets([without_formulas(sheet, asking) for sheet in sheets], list(notes_of(book, sheets, left)))


def notes_of(book: Book, sheets: tuple[Sheet, ...], left: tuple[str, ...]) -> Iterator[str]:
    yield from (f"工作表“{name}”没有表头，没有读取" for name in left if "说明" not in name)
    yield from (f"工作表“{name}”是隐藏的，没有读取" for name in book.source.hidden)
    yield from (f"{grid.name}里{grid.hidden}是隐藏的，没有读取" for grid in book.source.grids if grid.hidden)
    for sheet in sheets:
        if sheet.skipped:
            yield f"“{sheet.title}”没有读取的列：{'、'.join(sheet.skipped)}"
        if sheet.remarks:
            yield f"“{sheet.title}”当作说明、没有读取的行：{'、'.join(text[:20] for text in sheet.remarks)}"


def ask_columns(sheet: Sheet, asking: Asking) -> None:
    for title, examples in sheet.unknown.items():
        shown = "、".join(f"“{text[:20]}”" for text in examples) or "空的"
        message = f"“{sheet.title}”的表头“{title}”这一列（例如{shown}）是什么？"
        asking.ask(COLUMN, f"{sheet.title}!{title}", message, OPTIONS, suggestion=SKIP, line=None)


def without_formulas(sheet: Sheet, asking: Asking) -> Sheet:
    """A formula's value may be used once somebody has said so; where it has none, the file has to be mended."""
    lines = (without_formula(line, asking) for line in sheet.lines)
    return replace(sheet, lines=tuple(line for line in lines if line and any(line.texts.values())))


def without_formula(line: Line, asking: Asking) -> Line | None:
    texts = dict(line.texts)
    for name in sorted(line.formulas):
        if not texts[name]:
            asking.error(line, f"“{LABELS[name]}”是公式，没有算出的值。请在 Excel 里复制、选择性粘贴为“值”")
            return None
        if asked_formula(line, name, texts, asking) != USE:
            texts[name] = ""
    return replace(line, texts=texts)


def asked_formula(line: Line, name: str, texts: Mapping[str, str], asking: Asking) -> str:
    options = ((USE, "用算出来的值"), (LEAVE_OUT, "当作没有写"))
    where = f"第一处：第{line.number}行“{texts[name][:20]}”"
    message = f"“{line.sheet}”里的“{LABELS[name]}”是公式算出来的（{where}），用这个值吗？"
    return asking.ask("formula", f"{line.sheet}!{name}", message, options, suggestion=USE, line=line)
