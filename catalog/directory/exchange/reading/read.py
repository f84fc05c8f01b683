"""Read a catalogue from a file: rows, with warnings and errors a person sees before anything is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from catalog.directory.exchange import checks
from catalog.directory.exchange.labels import LabelCell, Labels, parts
from catalog.directory.exchange.reading import body, remarks
from catalog.directory.exchange.reading.header import Columns
from catalog.directory.exchange.reading.headings import MANNER, ON_REQUEST
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER, LABELS, LISTS, Row, Warning, warn
from disclosure.files.reading import cells
from disclosure.files.reading.grid import Source
from disclosure.files.reading.tables import read_tables

EXPECTED = ("content", "scope", "forms", "limit")
MOST_EXAMPLES = 3


@dataclass(frozen=True)
class Opened:
    """A file's tables before anybody has said what their columns mean."""

    source: Source
    filename: str = ""


@dataclass(frozen=True)
class Reading:
    """What a file holds. `errors` stop the import, `warnings` want a look; both also stand at their rows.

    `unknown`: headings nobody understands, with examples of what stands below; `sheets`: the titles of the sheets that have a header,
    where there are several; `needs_codes`: the rows have no code of their own, or a running number that begins again.
    """

    rows: tuple[Row, ...]
    warnings: tuple[Warning, ...]
    errors: tuple[Warning, ...]
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    needs_codes: bool = False


def read_catalogue(data: bytes, filename: str = "", *, known: checks.Known | None = None) -> Reading:
    """Read the file by its content; `known` words help to find truncated ones. Raises UnreadableFile when it is no catalogue."""
    return read_opened(open_file(data, filename), known=known)


def open_file(data: bytes, filename: str = "") -> Opened:
    return Opened(read_tables(data, filename), filename)


def read_opened(
    opened: Opened,
    *,
    known: checks.Known | None = None,
    columns: Columns | None = None,
    skipped: Sequence[str] = (),
) -> Reading:
    """`columns`: what a person said of headings (a field, NOTES or SKIP); `skipped`: titles of sheets that are not to be read."""
    given = {cells.heading(title): name for title, name in (columns or {}).items()}
    table = body.read_table(opened.source, given, skipped)
    labels = Labels()
    rows: list[Row] = []
    about_file = list(_about_file(table, opened))
    headings = _numbered_headings(table)
    for draft in table.drafts:
        if draft.remark:
            about_file.append(_remark(draft.number, draft.remark))
        elif draft.number in headings:
            labels.heading(cells.clean(draft.texts["content"]), level=headings[draft.number])
        elif draft.title:
            about_file.extend(_take_title(draft, labels, table))
        elif _is_label(draft):
            labels.next(draft.number, "", *_label_cells(draft))
        else:
            rows.append(_row(draft, labels, table))
    needs_codes = not any(row.code for row in rows) or table.header.has_serials and _begin_again(rows)
    reading = _reading(rows, about_file, known, needs_codes=needs_codes)
    sheets = [found.grid.title for found in table.found if found.grid.title]
    return replace(
        reading,
        unknown={title: _examples(table, title) for title in table.unknown},
        sheets=tuple(sheets) if len(sheets) > 1 else (),
        titles=table.titles,
    )


def _begin_again(rows: Sequence[Row]) -> bool:
    """Running numbers that do not tell the rows apart: they restart, most rows have none, or they count the categories."""
    numbers = [row.code for row in rows if row.code]
    if any(len(parts(code)) != 1 for code in numbers):
        return False
    first = [row for before, row in pairwise([None, *rows]) if row and (not before or before.category != row.category)]
    counts_categories = numbers == [row.code for row in first] and len(numbers) < len(rows)
    return len(set(numbers)) < len(numbers) or 2 * len(numbers) <= len(rows) or counts_categories


def _numbered_headings(table: body.Table) -> Mapping[int, int]:
    """Row number → 1 for a category, 2 for a subcategory: rows of a code and a name alone, whose code those below go on with."""
    if LABELS[0] in table.header.fields:
        return {}
    coded = [(draft, parts(cells.code(draft.texts.get("code", "")))) for draft in table.drafts if not draft.is_said]
    found = {}
    for (draft, code), (_, below) in pairwise(coded):
        if draft.filled == {"code", "content"} and len(code) in (1, 2) and below[: len(code)] == code != below:
            found[draft.number] = len(code)
    return found


def _examples(table: body.Table, title: str) -> tuple[str, ...]:
    texts = (cells.clean(draft.others.get(title, "")) for draft in table.drafts)
    return tuple(dict.fromkeys(filter(None, texts)))[:MOST_EXAMPLES]


def _reading(rows: list[Row], about_file: list[Warning], known: checks.Known | None, *, needs_codes: bool) -> Reading:
    by_row: dict[int, list[Warning]] = {}
    for warning in checks.check(rows, known, with_codes=not needs_codes):
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
        needs_codes=needs_codes and bool(rows),
    )


def _about_file(table: body.Table, opened: Opened) -> Iterator[Warning]:
    source, filename = opened.source, opened.filename
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    if extension and extension not in (source.kind, "txt", "tsv", f"{source.kind[:-1]}m"):
        yield Warning("extension", f"文件名以 .{extension} 结尾，内容是 {source.kind}，已按内容读取")
    for name in source.hidden:
        yield Warning("hidden", f"工作表“{name}”是隐藏的，没有读取")
    for found in table.found:
        if found.grid.hidden:
            yield Warning("hidden", f"{found.grid.name}里{found.grid.hidden}是隐藏的，没有读取")
    for name in table.left_out:
        if "说明" not in name:
            yield Warning("table-left-out", f"{name}没有目录表头，没有读取")
    for name in EXPECTED:
        if name not in table.header.fields:
            yield Warning("missing-column", f"表头里没有“{COLUMN_NAMES[name]}”", name)


def _take_title(draft: body.Draft, labels: Labels, table: body.Table) -> Iterator[Warning]:
    """A row that is one cell from edge to edge is a category where no column is, else a remark; （一） is a subcategory."""
    fields = table.header.fields
    if "category" not in fields and "subcategory" not in fields and remarks.is_lower_heading(draft.title):
        labels.heading(draft.title, level=2)
    elif "category" not in fields:
        labels.heading(draft.title, level=1)
    elif draft.title.strip():
        yield _remark(draft.number, draft.title)


def _remark(number: int, text: str) -> Warning:
    return replace(warn("remark", number, f"“{cells.clean(text)[:20]}”当作说明，没有读取"), row=0)


def _is_label(draft: body.Draft) -> bool:
    """The row names a category or subcategory and says nothing else."""
    return bool(draft.filled) and draft.filled <= set(LABELS) and "content" not in draft.merged


def _label_cells(draft: body.Draft) -> tuple[LabelCell, LabelCell]:
    category, subcategory = (LabelCell(draft.texts.get(name, ""), name in draft.merged) for name in LABELS)
    return category, subcategory


def _row(draft: body.Draft, labels: Labels, table: body.Table) -> Row:
    texts = {name: draft.texts.get(name, "") for name in HEADER}
    code = cells.code(texts["code"])
    found = labels.next(draft.number, code, *_label_cells(draft))
    warnings = [warning for warning in found if warning.column in table.header.fields]
    lists = {}
    for name in LISTS:
        words = cells.words(texts[name])
        lists[name] = words.words
        warnings.extend(_about_words(draft.number, name, texts[name], words))
    limit, about_limit = _limit(draft.number, texts["limit"])
    notes = {title: _note(text) for title, text in draft.notes.items()}
    return Row(
        number=draft.number,
        code=code,
        category=labels.category,
        subcategory=labels.subcategory,
        content=cells.clean(texts["content"]),
        limit=limit,
        person="" if cells.is_nothing(texts["person"]) else cells.clean(texts["person"]),
        notes={title: text for title, text in notes.items() if text},
        raw={name: draft.texts[name] for name in HEADER if name in draft.texts} | draft.notes | draft.others,
        warnings=(*warnings, *about_limit, *_about_manner(draft.number, notes)),
        **lists,
    )


def _note(text: str) -> str:
    return "" if cells.is_nothing(text) else cells.clean(text)


def _about_manner(number: int, notes: Mapping[str, str]) -> Iterator[Warning]:
    """A matter disclosed on request only is none that falls due by itself."""
    words = cells.words(notes.get(MANNER, "")).words
    if words and all(cells.simplified(word) in ON_REQUEST for word in words):
        text = f"公开方式只有“{notes[MANNER]}”，导入以后和主动公开的事项一样到期；不该列入的，请在文件里删去"
        yield warn("on-request", number, text)


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
