"""A file understood under a scheme, before anything is written: every row, raw words beside it, warnings, questions."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalog.directory.exchange.meanings import Question, Vocabulary
from catalog.directory.exchange.reading.read import Reading, read_catalogue
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER, LISTS, Row, Warning, warn
from catalog.directory.importing.cells import question, understand_limit, understand_scope
from catalog.directory.importing.wordings import CODE, SUGGESTED, Answers, options, vocabulary_of
from catalog.directory.models import Entry
from catalog.schemes.choices import LimitKind, Scope
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.rules import Rule
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience

NAME_LENGTH = Entry._meta.get_field("name").max_length
LONGEST = {
    "code": Entry._meta.get_field("code").max_length,
    "category": NAME_LENGTH,
    "subcategory": NAME_LENGTH,
    "content": NAME_LENGTH,
    "limit": Entry._meta.get_field("limit_words").max_length,
    "person": Entry._meta.get_field("person_name").max_length,
    "scope": Audience._meta.get_field("name").max_length,
    "forms": 60,
    "departments": Department._meta.get_field("name").max_length,
}


@dataclass(frozen=True)
class Understood:
    """One row and what it means. ``questions`` are the (column, word) pairs that are still open for it."""

    row: Row
    scope: str
    inside_first: bool
    audience_names: tuple[str, ...]
    limit_kind: str
    limit_rule: Mapping | None
    questions: tuple[tuple[str, str], ...]
    errors: tuple[Warning, ...]

    @property
    def scope_label(self) -> str:
        label = Scope(self.scope).label if self.scope else "待确认"
        return f"{label}，先党内后党外" if self.inside_first else label

    @property
    def limit_label(self) -> str:
        label = LimitKind(self.limit_kind).label if self.limit_kind else "待确认"
        return f"{label}，{self.rule_text}" if self.rule_text else label

    @property
    def remarks(self) -> list[str]:
        return [warning.message for warning in (*self.errors, *self.row.warnings)]

    @property
    def rule_text(self) -> str:
        return Rule.from_mapping(self.limit_rule).describe() if self.limit_rule else ""


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
    rows = tuple(_understood(row, vocabulary, rules) for row in reading.rows)
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


def _understood(row: Row, vocabulary: Vocabulary, rules: SchemeRules) -> Understood:
    row, asked = _with_code(row, vocabulary)
    scope, limit = understand_scope(row, vocabulary), understand_limit(row, vocabulary)
    errors = [*_too_long(row)]
    if limit.kind and limit.kind not in rules.limits:
        errors.append(warn("unknown-kind", row.number, f"本方案没有“{row.limit}”这一类时限", column="limit"))
    if scope.scope == Scope.AUDIENCE and not scope.audience_names:
        errors.append(warn("no-audience", row.number, "没有写向哪些特定对象公开", column="scope"))
    return Understood(
        row=row,
        scope=scope.scope,
        inside_first=scope.inside_first,
        audience_names=scope.audience_names,
        limit_kind=limit.kind,
        limit_rule=limit.rule,
        questions=(
            *asked,
            *(("scope", word) for word in scope.asked),
            *(("limit", word) for word in limit.asked),
        ),
        errors=tuple(errors),
    )


def _with_code(row: Row, vocabulary: Vocabulary) -> tuple[Row, tuple[tuple[str, str], ...]]:
    """A row without a code takes the suggested one once a person has agreed."""
    if row.code:
        return row, ()
    if vocabulary.synonyms.get(CODE, {}).get("") != SUGGESTED:
        return row, ((CODE, ""),)
    return replace(row, code=next(each.suggestion for each in row.warnings if each.code == "no-code")), ()


def _too_long(row: Row) -> Iterable[Warning]:
    for name, value in zip(HEADER, row.fields, strict=True):
        for text in value if name in LISTS else (value,):
            if len(text) > LONGEST[name]:
                message = f"{COLUMN_NAMES[name]}太长，最多{LONGEST[name]}个字：“{text[:20]}…”"
                yield warn("too-long", row.number, message, column=name)


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
