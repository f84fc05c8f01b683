"""What the scope and the time limit of one row mean, and which words a person has to explain first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog.directory.exchange.limit_cell import LimitCell, merged, read_limit, read_rule
from catalog.directory.exchange.meanings import SUGGESTIONS, Vocabulary, channel_alike
from catalog.directory.exchange.reading.headings import NOTES, VALUES
from catalog.directory.exchange.rows import SEPARATOR, Row, places
from catalog.directory.importing.wordings import (
    BY_SCHEME,
    CHANNEL,
    CODE,
    COLUMN,
    KEEP_WORD,
    READ,
    SHEET,
    SUGGESTED,
    days_in,
    days_word,
    scope_and_order,
)
from catalog.schemes.choices import LimitKind, Scope
from disclosure.deadlines.rules import Several
from disclosure.files.reading.cells import simplified, words
from disclosure.files.reading.questions import Question

NAMES = {"scope": "公开范围", "limit": "公开时限", CHANNEL: "公开形式", CODE: "公开代码"}


@dataclass(frozen=True)
class ScopeMeaning:
    scope: str = ""
    inside_first: bool = False
    audience_names: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class LimitMeaning:
    """``rule`` is the cell's own rule, such as 每季度首月10日前; None where the scheme's rule for the kind holds.

    ``unread``: what speaks of days in it, was not understood, and has no rule that a person gave."""

    kind: str = ""
    rule: Mapping | None = None
    asked: tuple[str, ...] = ()
    unread: str = ""


def understand_scope(row: Row, vocabulary: Vocabulary) -> ScopeMeaning:
    """Word by word; a cell whose words name different scopes is asked as a whole, an empty one too."""
    whole = SEPARATOR.join(row.scope)
    meanings = [vocabulary.synonyms.get("scope", {}).get(whole) or vocabulary.scopes.get(whole, "")]
    if not meanings[0]:
        meanings = [vocabulary.meaning("scope", word) for word in row.scope]
    unknown = tuple(word for word, meaning in zip(row.scope, meanings, strict=False) if not meaning)
    if unknown:
        return ScopeMeaning(asked=unknown)
    if len(set(meanings)) != 1:
        return ScopeMeaning(asked=(whole,))
    scope, inside_first = scope_and_order(meanings[0])
    return ScopeMeaning(scope, inside_first, row.scope if scope == Scope.AUDIENCE else ())


def understand_channels(row: Row, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The channels, and the words that somebody has to explain. The scheme's own words stay as the file has them."""
    meanings = {word: vocabulary.meaning(CHANNEL, word) for word in row.forms}
    channels = (word if meaning == KEEP_WORD else meaning or word for word, meaning in meanings.items())
    return tuple(dict.fromkeys(channels)), tuple(word for word, meaning in meanings.items() if not meaning)


def understand_limit(row: Row, vocabulary: Vocabulary) -> LimitMeaning:
    """The class word decides the kind; without one the whole cell is asked. A free reference is asked as well, and so is
    what speaks of days and was not understood: what a person says of it takes its place."""
    cell = read_limit(row.limit)
    said = vocabulary.meaning("limit", days_word(cell.unread)) if cell.unread else ""
    days = (days_word(cell.unread),) if cell.unread and not said else ()
    rule, unread = own_rule(cell, said), cell.unread if said in ("", BY_SCHEME) else ""
    whole = vocabulary.meaning("limit", row.limit)
    if is_kind(whole):
        return LimitMeaning(whole, rule, days, unread)
    words = [word for word in (cell.kind_word, cell.reference) if word]
    meanings = [vocabulary.meaning("limit", word) for word in words]
    unknown = tuple(word for word, meaning in zip(words, meanings, strict=True) if not meaning)
    kind = next(filter(is_kind, meanings), "")
    if unknown or not kind:
        return LimitMeaning(rule=rule, asked=(unknown or (row.limit,)) + days, unread=unread)
    return LimitMeaning(kind, rule, days, unread)


def is_kind(meaning: str) -> bool:
    return meaning in LimitKind.values


def own_rule(cell: LimitCell, said: str = "") -> Mapping | None:
    """The rules that the cell itself sets, and those that a person gave for what was not read."""
    given = read_rule(said) if said not in ("", BY_SCHEME) else None
    rules = merged((*cell.rules, *(given.parts if given else ())))
    if not rules:
        return None
    return (Several(rules) if len(rules) > 1 else rules[0]).to_mapping()


def question(column: str, word: str, rows: tuple[int, ...], known: Iterable[str]) -> Question:
    """One question for all rows that use the word; a suggestion the scheme does not know is no suggestion."""
    where = places(rows[:10]) + ("等" if len(rows) > 10 else "")
    said = f"{NAMES[column]}“{word}”是什么意思？" if word else f"没有写{NAMES[column]}，按哪一种？"
    if days := days_in(word):
        said = f"日子“{days}”没有读懂，什么时候到期？"
    return Question(column, word, f"{where}：{said}", suggestion(column, word, known), rows)


def suggestion(column: str, word: str, known: Iterable[str]) -> str:
    """The likeliest answer, chosen beforehand at the question; empty when nothing speaks for one."""
    usual = simplified(word)
    if column == CODE:
        return SUGGESTED
    if column == CHANNEL:
        return channel_alike(word, known) or KEEP_WORD
    offer = SUGGESTIONS.get(column, {}).get(usual) or SUGGESTIONS.get(column, {}).get(usual.removesuffix("公开"), "")
    if column == "limit" and not offer and word:
        cell = read_limit(usual)
        offer = LimitKind.PERIODIC.value if cell.calendar_rule else LimitKind.IMMEDIATE.value if cell.delay else ""
    return offer if offer in known else ""


def column_question(title: str, examples: Sequence[str], fields: Collection[str]) -> Question:
    """What stands below a heading that nobody understands? `fields` are taken by other columns already."""
    shown = "、".join(f"“{text[:20]}”" for text in examples)
    said = f"（例如{shown}）" if shown else "（下面是空的）"
    return Question(COLUMN, title, f"表头“{title}”这一列{said}是什么？", column_suggestion(examples, fields), ())


def column_suggestion(examples: Sequence[str], fields: Collection[str]) -> str:
    """By its cells, where the field has no column yet; else it is kept as a note."""
    texts = [simplified(text) for text in examples]
    cells = [read_limit(text) for text in texts]
    usual = {
        "limit": all(cell.kind_word or cell.calendar_rule or cell.delay for cell in cells),
        "scope": all(text in SUGGESTIONS["scope"] for text in texts),
        "forms": all(word in VALUES["forms"] for text in texts for word in words(text).words),
    }
    return next((name for name, fits in usual.items() if texts and fits and name not in fields), NOTES)


def sheet_question(name: str) -> Question:
    return Question(SHEET, name, f"工作表“{name}”也有目录表头，读不读？", READ, ())
