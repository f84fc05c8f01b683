"""What the scope and the time limit of one row mean, and which words a person has to explain first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.directory.exchange.limit_cell import LimitCell, merged, read_limit, read_rule
from catalog.directory.exchange.meanings import SUGGESTIONS, Vocabulary
from catalog.directory.exchange.rows import SEPARATOR, Row
from catalog.directory.importing.wordings import BY_SCHEME, CODE, days_in, days_word, scope_and_order
from catalog.schemes.choices import LimitKind, Scope
from disclosure.deadlines.rules import Several

NAMES = {"scope": "公开范围", "limit": "公开时限", CODE: "公开代码"}


@dataclass(frozen=True)
class Question:
    """What does ``word`` of ``column`` mean? Asked once for all ``rows`` that use it."""

    column: str
    word: str
    message: str
    suggestion: str
    rows: tuple[int, ...]


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
    where = f"第{'、'.join(map(str, rows[:10]))}行" + ("等" if len(rows) > 10 else "")
    said = f"{NAMES[column]}“{word}”是什么意思？" if word else f"没有写{NAMES[column]}，按哪一种？"
    if days := days_in(word):
        said = f"日子“{days}”没有读懂，什么时候到期？"
    return Question(column, word, f"{where}：{said}", suggestion(column, word, known), rows)


def suggestion(column: str, word: str, known: Iterable[str]) -> str:
    offer = SUGGESTIONS.get(column, {}).get(word.removesuffix("公开"), "")
    if column == "limit" and not offer and word and read_limit(word).calendar_rule:
        offer = LimitKind.PERIODIC.value
    return offer if offer in known else ""
