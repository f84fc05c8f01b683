"""A file understood under a scheme, before anything is written: every row, raw words beside it, warnings, questions."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalog.directory.exchange.meanings import Question
from catalog.directory.exchange.reading.read import Reading, read_catalogue
from catalog.directory.exchange.rows import Warning
from catalog.directory.importing.cells import question
from catalog.directory.importing.understood import Understood, understand_row
from catalog.directory.importing.wordings import Answers, options, vocabulary_of
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing is written while ``is_ready`` is false, nor before a person confirms."""

    rules: SchemeRules
    organization: Organization
    reading: Reading
    filename: str
    digest: str
    rows: tuple[Understood, ...]
    questions: tuple[Question, ...]
    errors: tuple[Warning, ...]
    answers: Answers = field(default_factory=dict)
    new_departments: tuple[str, ...] = ()
    known_departments: tuple[str, ...] = ()
    new_audiences: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[Warning, ...]:
        return self.reading.warnings

    @property
    def about_file(self) -> list[Warning]:
        return [warning for warning in self.warnings if not warning.row]

    @property
    def is_ready(self) -> bool:
        return bool(self.rows) and not self.errors and not self.questions

    def options(self, question: Question) -> tuple[tuple[str, str], ...]:
        return options(question.column, self.rules)

    def answered(self, answers: Answers) -> "Preview":
        """The same file understood with more answers."""
        return understand(
            self.reading,
            self.rules,
            organization=self.organization,
            answers={**self.answers, **answers},
            filename=self.filename,
            digest=self.digest,
        )


def read_file(
    data: bytes, filename: str, rules: SchemeRules, *, organization: Organization, answers: Answers | None = None
) -> Preview:
    """Raises ``ExchangeError`` with a Chinese sentence when the file is no catalogue at all."""
    known = vocabulary_of(rules, {}).known()
    reading = read_catalogue(data, filename, known=known)
    digest = hashlib.sha256(data).hexdigest()
    return understand(
        reading, rules, organization=organization, answers=answers or {}, filename=filename, digest=digest
    )


def understand(
    reading: Reading,
    rules: SchemeRules,
    *,
    organization: Organization,
    answers: Answers,
    filename: str = "",
    digest: str = "",
) -> Preview:
    """Three small queries, whatever the number of rows."""
    vocabulary = vocabulary_of(rules, answers)
    rows = tuple(understand_row(row, vocabulary, rules) for row in reading.rows)
    departments = _distinct(name for each in rows for name in each.row.departments)
    known = set(Department.objects.filter(organization=organization).values_list("name", flat=True))
    audiences = _distinct(name for each in rows for name in each.audience_names)
    kept = set(Audience.objects.filter(organization=organization).values_list("name", flat=True))
    return Preview(
        rules=rules,
        organization=organization,
        reading=reading,
        filename=filename,
        digest=digest,
        rows=rows,
        questions=_questions(rows, rules),
        errors=(*reading.errors, *(error for each in rows for error in each.errors)),
        answers=dict(answers),
        new_departments=tuple(name for name in departments if name not in known),
        known_departments=tuple(name for name in departments if name in known),
        new_audiences=tuple(name for name in audiences if name not in kept),
    )


def _questions(rows: Sequence[Understood], rules: SchemeRules) -> tuple[Question, ...]:
    """Each word once, in the order in which it comes up, with every row that uses it."""
    asked: dict[tuple[str, str], list[int]] = {}
    for each in rows:
        for key in each.questions:
            asked.setdefault(key, []).append(each.row.number)
    return tuple(
        question(column, word, tuple(numbers), dict(options(column, rules)))
        for (column, word), numbers in asked.items()
    )


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
