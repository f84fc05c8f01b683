"""Read a catalogue from a file: rows, with warnings and errors a person sees before anything is stored."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from catalog.directory.exchange import cells, checks
from catalog.directory.exchange.labels import LabelCell, Labels
from catalog.directory.exchange.reading import body, package
from catalog.directory.exchange.reading.grid import Source
from catalog.directory.exchange.reading.read_csv import read_csv
from catalog.directory.exchange.reading.read_docx import read_docx
from catalog.directory.exchange.reading.read_xlsx import read_xlsx
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER, LABELS, LISTS, Row, Warning, warn

READERS: dict[str, Callable[[bytes], Source]] = {"docx": read_docx, "xlsx": read_xlsx, "csv": read_csv}
EXPECTED = ("content", "scope", "forms", "limit")


@dataclass(frozen=True)
class Reading:
    """What a file holds. `errors` stop the import, `warnings` want a look; both also stand at their rows."""

    rows: tuple[Row, ...]
    warnings: tuple[Warning, ...]
    errors: tuple[Warning, ...]


def read_catalogue(data: bytes, filename: str = "", *, known: checks.Known | None = None) -> Reading:
    """Read the file by its content; `known` words help to find truncated ones. Raises ExchangeError when it is no catalogue."""
    kind = package.kind_of(data)
    table = body.read_table(READERS[kind](data))
    labels = Labels()
    rows, about_file = [], list(_about_file(table, kind, filename))
    for draft in table.drafts:
        if draft.title:
            about_file.extend(_take_title(draft, labels, table))
        else:
            rows.append(_row(draft, labels, table.header.fields))
    return _reading(rows, about_file, known)


def _reading(rows: list[Row], about_file: list[Warning], known: checks.Known | None) -> Reading:
    found = checks.check(rows, known)
    by_row: dict[int, list[Warning]] = {}
    for warning in found:
        by_row.setdefault(warning.row, []).append(warning)
    rows = [replace(row, warnings=(*row.warnings, *by_row.get(row.number, ()))) for row in rows]
    everything = [*about_file, *(warning for row in rows for warning in row.warnings)]
    errors = [warning for warning in everything if warning.code in checks.ERRORS]
    if not rows:
        errors.append(Warning("no-rows", "表头下面没有目录事项，请检查文件"))
    return Reading(
        rows=tuple(rows),
        warnings=tuple(warning for warning in everything if warning.code not in checks.ERRORS),
        errors=tuple(errors),
    )


def _about_file(table: body.Table, kind: str, filename: str):
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    if extension and extension not in (kind, "txt", "tsv", f"{kind[:-1]}m"):
        yield Warning("extension", f"文件名以 .{extension} 结尾，内容是 {kind}，已按内容读取")
    for name in table.left_out:
        yield Warning("table-left-out", f"{name}没有目录表头，没有读取")
    for title in table.header.unknown:
        yield Warning("unknown-column", f"表头“{title}”不认识，这一列没有读取")
    for name in EXPECTED:
        if name not in table.header.fields:
            yield Warning("missing-column", f"表头里没有“{COLUMN_NAMES[name]}”", name)


def _take_title(draft: body.Draft, labels: Labels, table: body.Table):
    """A row that is one cell from edge to edge is a category where no column is, else a remark."""
    if "category" not in table.header.fields:
        labels.title(draft.title)
    elif draft.title.strip():
        yield warn("remark", draft.number, f"整行只有一格“{cells.clean(draft.title)[:20]}”，当作说明，没有读取")


def _row(draft: body.Draft, labels: Labels, fields: set[str]) -> Row:
    texts = {name: draft.texts.get(name, "") for name in HEADER}
    code = cells.code(texts["code"])
    label_cells = (LabelCell(texts[name], name in draft.merged) for name in LABELS)
    warnings = [warning for warning in labels.next(draft.number, code, *label_cells) if warning.column in fields]
    lists = {}
    for name in LISTS:
        words = cells.words(texts[name])
        lists[name] = words.words
        warnings.extend(_about_words(draft.number, name, texts[name], words))
    limit, about_limit = _limit(draft.number, texts["limit"])
    return Row(
        number=draft.number,
        code=code,
        category=labels.category,
        subcategory=labels.subcategory,
        content=cells.clean(texts["content"]),
        limit=limit,
        person="" if cells.is_nothing(texts["person"]) else cells.clean(texts["person"]),
        raw={name: draft.texts[name] for name in HEADER if name in draft.texts},
        warnings=(*warnings, *about_limit),
        **lists,
    )


def _limit(number: int, text: str) -> tuple[str, tuple[Warning, ...]]:
    """The time limit is free text; only boxes are read as a choice."""
    if cells.is_nothing(text):
        return "", ()
    if not cells.has_boxes(text):
        return cells.clean(text), ()
    words = cells.words(text)
    return "、".join(words.words), tuple(_about_words(number, "limit", text, words))


def _about_words(number: int, name: str, text: str, words: cells.Words):
    title = COLUMN_NAMES[name]
    if words.stray:
        yield warn(
            "stray-punctuation", number, f"{title}“{cells.clean(text)}”末尾多出“{words.stray}”，已去掉", column=name
        )
    if words.unticked:
        yield warn("nothing-ticked", number, f"{title}的方框一个也没有勾选", column=name)
