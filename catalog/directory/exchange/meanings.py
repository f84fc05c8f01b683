"""Words of the time limit and the scope that a catalogue uses in its own way: asked, never guessed.

A suggestion may stand beside a question; it counts for nothing until a person confirms it, and the answer is kept with
the raw word in the vocabulary's synonyms.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from catalog.directory.exchange.limit_cell import read_limit
from catalog.directory.exchange.rows import COLUMN_NAMES, Row

LIMIT_SUGGESTIONS = {
    **dict.fromkeys(("固定", "长期", "常年", "永久"), "fixed"),
    **dict.fromkeys(("定期",), "periodic"),
    **dict.fromkeys(("逐段", "分期", "分段", "分阶段", "阶段性"), "staged"),
    **dict.fromkeys(("即时", "及时", "随时", "实时", "立即"), "immediate"),
}
SCOPE_SUGGESTIONS = {
    **dict.fromkeys(("社会", "全社会", "向社会", "社会公众", "党外", "群众"), "society"),
    **dict.fromkeys(("机关全体人员", "全体职工", "全体干部职工", "干部职工", "机关"), "staff"),
    **dict.fromkeys(("党内", "全体党员", "党员"), "party"),
    **dict.fromkeys(("个人", "本人", "当事人"), "individual"),
    "先党内后党外": "party_then_society",
}
SUGGESTIONS = {"limit": LIMIT_SUGGESTIONS, "scope": SCOPE_SUGGESTIONS}


@dataclass(frozen=True)
class Vocabulary:
    """The words a scheme knows: scopes and limits with their meaning, forms, and the synonyms a person confirmed.

    `synonyms` maps a column ("limit" or "scope") to raw word → meaning.
    """

    scopes: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def meaning(self, column: str, word: str) -> str:
        """What the word means in this column; empty when nobody has said so."""
        known = {"scope": self.scopes, "limit": self.limits}[column]
        return known.get(word) or self.synonyms.get(column, {}).get(word, "")

    def known(self) -> Mapping[str, Iterable[str]]:
        """The words for `read_catalogue(known=…)`, which finds truncated ones."""
        return {"scope": self.scopes.keys(), "forms": self.forms}


@dataclass(frozen=True)
class Question:
    """What does `word` of `column` mean? Asked once for all `rows` that use it."""

    column: str
    word: str
    message: str
    suggestion: str = ""
    rows: tuple[int, ...] = ()


def questions(row: Row, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions one row raises."""
    return tuple(_ask(row, vocabulary))


def all_questions(rows: Iterable[Row], vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions of all rows, each word asked once, in the order they come up."""
    asked: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        for question in questions(row, vocabulary):
            asked.setdefault((question.column, question.word), []).append(row.number)
    return tuple(_question(column, word, tuple(numbers)) for (column, word), numbers in asked.items())


def _ask(row: Row, vocabulary: Vocabulary) -> Iterator[Question]:
    for word in row.scope:
        if not vocabulary.meaning("scope", word):
            yield _question("scope", word, (row.number,))
    for word in _limit_words(row.limit, vocabulary):
        yield _question("limit", word, (row.number,))


def _limit_words(limit: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The class word and the free reference, where they are not known. A cell known as a whole needs no question."""
    if not limit or vocabulary.meaning("limit", limit):
        return
    cell = read_limit(limit)
    for word in (cell.kind_word, cell.reference):
        if word and not vocabulary.meaning("limit", word):
            yield word


def _question(column: str, word: str, rows: tuple[int, ...]) -> Question:
    suggestion = SUGGESTIONS[column].get(word.removesuffix("公开"), "")
    message = f"第{'、'.join(map(str, rows[:10]))}行：{COLUMN_NAMES[column]}“{word}”是什么意思？"
    return Question(column, word, message, suggestion, rows)
