"""A file understood under a scheme, before anything is written: every row, raw words beside it, warnings, questions."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from catalog.directory.exchange.reading.read import Reading, read_catalogue
from catalog.directory.exchange.rows import Warning
from catalog.directory.importing.cells import Question, question
from catalog.directory.importing.understood import Understood, understand_row
from catalog.directory.importing.wordings import Answers, days_in, options, vocabulary_of
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing is written while ``is_ready`` is false, nor before a person confirms.

    Three small queries, whatever the number of rows.
    """

    rules: SchemeRules
    organization: Organization
    reading: Reading
    filename: str
    digest: str
    answers: Answers

    @cached_property
    def rows(self) -> tuple[Understood, ...]:
        vocabulary = vocabulary_of(self.rules, self.answers)
        return tuple(understand_row(row, vocabulary, self.rules) for row in self.reading.rows)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Each word once, in the order in which it comes up, with every row that uses it."""
        asked: dict[tuple[str, str], list[int]] = defaultdict(list)
        for each in self.rows:
            for key in each.questions:
                asked[key].append(each.row.number)
        return tuple(
            question(column, word, tuple(numbers), dict(options(column, self.rules)))
            for (column, word), numbers in asked.items()
        )

    @property
    def errors(self) -> tuple[Warning, ...]:
        return (*self.reading.errors, *(error for each in self.rows for error in each.errors))

    @property
    def warnings(self) -> tuple[Warning, ...]:
        return self.reading.warnings

    @property
    def about_file(self) -> list[Warning]:
        return [warning for warning in self.warnings if not warning.row]

    @cached_property
    def new_departments(self) -> tuple[str, ...]:
        return self.unknown(Department, (name for each in self.rows for name in each.row.departments))

    @cached_property
    def new_audiences(self) -> tuple[str, ...]:
        return self.unknown(Audience, (name for each in self.rows for name in each.audience_names))

    @property
    def is_ready(self) -> bool:
        return bool(self.rows) and not self.errors and not self.questions

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
    """Raises ``ExchangeError`` with a Chinese sentence when the file is no catalogue at all."""
    reading = read_catalogue(data, filename, known=vocabulary_of(rules, {}).known())
    return Preview(rules, organization, reading, filename, hashlib.sha256(data).hexdigest(), answers or {})
