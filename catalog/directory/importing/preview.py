"""A file understood under a scheme, before anything is written: every row, raw words beside it, warnings, questions."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from catalog.directory.exchange.reading.headings import SKIP
from catalog.directory.exchange.reading.read import Opened, Reading, open_file, read_opened
from catalog.directory.exchange.rows import Warning
from catalog.directory.importing.cells import column_question, question, sheet_question
from catalog.directory.importing.numbering import with_codes
from catalog.directory.importing.understood import Understood, understand_row
from catalog.directory.importing.wordings import (
    CHANNEL,
    COLUMN,
    KEEP_WORD,
    SHEET,
    days_in,
    options,
    vocabulary_of,
)
from catalog.schemes.rules import SchemeRules
from disclosure.files.reading.questions import Answers, Question
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience

LEFT_OUT = ("remark", "hidden", "table-left-out")


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing is written while ``is_ready`` is false, nor before a person confirms.

    Three small queries, whatever the number of rows.
    """

    rules: SchemeRules
    organization: Organization
    opened: Opened
    filename: str
    digest: str
    answers: Answers

    @cached_property
    def reading(self) -> Reading:
        """The file with what was said of its columns and sheets."""
        return read_opened(
            self.opened,
            known=vocabulary_of(self.rules, {}).known(),
            columns=self.said_of(COLUMN),
            skipped=[name for name, answer in self.said_of(SHEET).items() if answer == SKIP],
        )

    def said_of(self, column: str) -> Mapping[str, str]:
        return {word: answer for (asked, word), answer in self.answers.items() if asked == column}

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Every heading and what it is read as: a field, NOTES or SKIP; without those that are asked."""
        return {title: name for title, name in {**self.reading.titles, **self.said_of(COLUMN)}.items() if name}

    @cached_property
    def rows(self) -> tuple[Understood, ...]:
        vocabulary = vocabulary_of(self.rules, self.answers)
        rows = with_codes(self.reading.rows, self.rules) if self.reading.needs_codes else self.reading.rows
        return tuple(understand_row(row, vocabulary, self.rules) for row in rows)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """First what the columns and sheets are. Then each word once, in the order in which it comes up, with every row that uses
        it."""
        sheets = [name for name in self.reading.sheets if name not in self.said_of(SHEET)]
        fields = set(self.reading.titles.values())
        return (
            *map(sheet_question, sheets),
            *(column_question(title, examples, fields) for title, examples in self.reading.unknown.items()),
            *self._of_words(),
        )

    def _of_words(self) -> Iterator[Question]:
        asked: dict[tuple[str, str], list[int]] = defaultdict(list)
        for each in self.rows:
            for key in each.questions:
                asked[key].append(each.row.number)
        for (column, word), numbers in asked.items():
            yield question(column, word, tuple(numbers), dict(options(column, self.rules)))

    @property
    def errors(self) -> tuple[Warning, ...]:
        return (*self.reading.errors, *(error for each in self.rows for error in each.errors))

    @property
    def warnings(self) -> tuple[Warning, ...]:
        return (*self.reading.warnings, *self._about_codes())

    def _about_codes(self) -> Iterator[Warning]:
        if self.reading.needs_codes:
            had = any(row.code for row in self.reading.rows)
            why = "序号在各类里重新编起，不能当代码" if had else "文件里没有公开代码"
            first, last = self.rows[0].row.code, self.rows[-1].row.code
            yield Warning("new-codes", f"{why}。已按类别重新编号：从“{first}”到“{last}”，见下面“代码”一栏", "code")

    @property
    def channels_renamed(self) -> Mapping[str, str]:
        """The file's word for a channel → the scheme's, where they differ."""
        vocabulary = vocabulary_of(self.rules, self.answers)
        meanings = {word: vocabulary.meaning(CHANNEL, word) for row in self.reading.rows for word in row.forms}
        return {word: name for word, name in meanings.items() if name not in ("", KEEP_WORD, word)}

    @property
    def about_file(self) -> list[Warning]:
        """What concerns no single row, except what was left out."""
        return [warning for warning in self.warnings if not warning.row and warning.code not in LEFT_OUT]

    @property
    def not_read(self) -> list[str]:
        """Notes, sums, signatures, hidden rows, other tables: in words."""
        return [warning.message for warning in self.warnings if warning.code in LEFT_OUT]

    @cached_property
    def new_departments(self) -> tuple[str, ...]:
        return self.unknown(Department, (name for each in self.rows for name in each.row.departments))

    @cached_property
    def new_audiences(self) -> tuple[str, ...]:
        return self.unknown(Audience, (name for each in self.rows for name in each.audience_names))

    @property
    def is_ready(self) -> bool:
        return bool(self.rows) and not self.errors and not self.questions

    @property
    def stamp(self) -> str:
        """Another one with other answers: who confirms says which preview was seen."""
        return hashlib.sha256(repr((self.digest, sorted(self.answers.items()))).encode()).hexdigest()[:20]

    def unknown(self, model: type[Department | Audience], names: Iterable[str]) -> tuple[str, ...]:
        """Those that the organisation does not have yet."""
        known = set(model._default_manager.filter(organization=self.organization).values_list("name", flat=True))
        return tuple(name for name in dict.fromkeys(names) if name not in known)

    def options(self, question: Question) -> tuple[tuple[str, str], ...]:
        return () if days_in(question.word) else options(question.column, self.rules)

    def answered(self, answers: Answers) -> "Preview":
        """The same file understood with more answers."""
        return replace(self, answers={**self.answers, **answers})


def read_file(
    data: bytes, filename: str, rules: SchemeRules, *, organization: Organization, answers: Answers | None = None
) -> Preview:
    """Raises ``UnreadableFile`` with a Chinese sentence when the file is no catalogue at all."""
    opened = open_file(data, filename)
    preview = Preview(rules, organization, opened, filename, hashlib.sha256(data).hexdigest(), answers or {})
    assert preview.reading  # a file without a header is refused here
    return preview
