"""One row of a file under a scheme: what it means, which words are open, what is wrong with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import models

from catalog.directory.exchange.meanings import Vocabulary
from catalog.directory.exchange.rows import COLUMN_NAMES, HEADER, LISTS, SEPARATOR, Row, Warning, warn
from catalog.directory.importing.cells import understand_channels, understand_limit, understand_scope
from catalog.directory.importing.wordings import CHANNEL, CODE, SUGGESTED
from catalog.directory.models import Entry
from catalog.schemes.choices import LimitKind, Scope
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.rules import CalendarRecurrence, PeriodEnd, Rule, recurrences_in
from disclosure.organizations.models.directory import Department
from disclosure.organizations.models.people import Audience


def longest(model: type[models.Model], name: str) -> int:
    """Signs that the column takes."""
    return getattr(model._meta.get_field(name), "max_length", None) or 0


NOTE_LENGTH = longest(Entry, "note")
NAME_LENGTH = longest(Entry, "name")
LONGEST = {
    "code": longest(Entry, "code"),
    "category": NAME_LENGTH,
    "subcategory": NAME_LENGTH,
    "content": NAME_LENGTH,
    "limit": longest(Entry, "limit_words"),
    "person": longest(Entry, "person_name"),
    "scope": longest(Audience, "name"),
    "forms": 60,
    "departments": longest(Department, "name"),
}


@dataclass(frozen=True)
class Understood:
    """One row and what it means. ``questions`` are the (column, word) pairs that are still open for it."""

    row: Row
    channels: tuple[str, ...]
    scope: str
    inside_first: bool
    audience_names: tuple[str, ...]
    limit_kind: str
    limit_rule: Mapping | None
    limit_default: str
    days_unread: str
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
    def about_days(self) -> list[str]:
        """Where the cell speaks of days that were not understood: what holds instead."""
        if not self.days_unread:
            return []
        by = self.rule_text or self.limit_default
        return [f"日子“{self.days_unread}”没有读懂，将按{by}办" if by else f"日子“{self.days_unread}”没有读懂"]

    @property
    def note(self) -> str:
        return self.row.note

    @property
    def about_classes(self) -> list[str]:
        """Words that name no class stay in the note."""
        unknown = self.row.unknown_classes.items()
        return [f"{self.row.place}：{title}没有“{text}”这一类，记入说明" for title, text in unknown]

    @property
    def about_government(self) -> list[str]:
        """An address that is none, or a name that is too long, stays in the note."""
        unfit = self.row.unfit_government.items()
        return [f"{self.row.place}：{title}“{text[:20]}”不能用，记入说明" for title, text in unfit]

    @property
    def remarks(self) -> list[str]:
        cut = [f"{self.row.place}：说明太长，只记前{NOTE_LENGTH}个字"] if len(self.note) > NOTE_LENGTH else []
        return [
            *self.about_days,
            *self.about_classes,
            *self.about_government,
            *(warning.message for warning in (*self.errors, *self.row.warnings)),
            *cut,
        ]

    @property
    def rule_text(self) -> str:
        return Rule.from_mapping(self.limit_rule).describe() if self.limit_rule else ""

    def in_words(self, new_departments: Collection[str]) -> str:
        """On one line, for a terminal."""
        row = self.row
        departments = SEPARATOR.join(name + "（新）" * (name in new_departments) for name in row.departments)
        cells = [
            row.place,
            row.code,
            f"{row.category}／{row.subcategory}" if row.subcategory else row.category,
            row.content,
            f"范围 {SEPARATOR.join(row.scope)} → {self.scope_label}",
            f"时限 {row.limit} → {self.limit_label}",
            f"形式 {SEPARATOR.join(self.channels)}",
            f"责任 {departments}" if departments else "",
            row.person,
            self.note and f"说明 {self.note}",
        ]
        return "　".join(filter(None, cells))


def understand_row(row: Row, vocabulary: Vocabulary, rules: SchemeRules) -> Understood:
    row, asked = _with_code(row, vocabulary)
    channels, unknown_channels = understand_channels(row, vocabulary)
    scope, limit = understand_scope(row, vocabulary), understand_limit(row, vocabulary)
    errors = [*_too_long(row)]
    if limit.kind and limit.kind not in rules.limits:
        errors.append(warn("unknown-kind", row.number, f"本方案没有“{row.limit}”这一类时限", column="limit"))
    if scope.scope == Scope.AUDIENCE and not scope.audience_names:
        errors.append(warn("no-audience", row.number, "没有写向哪些特定对象公开", column="scope"))
    return Understood(
        row=row,
        channels=channels,
        scope=scope.scope,
        inside_first=scope.inside_first,
        audience_names=scope.audience_names,
        limit_kind=limit.kind,
        limit_rule=None if is_left_to_scheme(limit.rule, rules, limit.kind) else limit.rule,
        limit_default=default_words(rules, limit.kind),
        days_unread=limit.unread,
        questions=(
            *asked,
            *(("scope", word) for word in scope.asked),
            *(("limit", word) for word in limit.asked),
            *((CHANNEL, word) for word in unknown_channels),
        ),
        errors=tuple(errors),
    )


def is_left_to_scheme(rule: Mapping | None, rules: SchemeRules, kind: str) -> bool:
    """每月 says nothing of its own where the scheme names the day of every month."""
    own = Rule.from_mapping(rule) if rule else None
    if not isinstance(own, PeriodEnd) or kind not in rules.limits:
        return False
    turns = [turn for row in rules.limits[kind].recurrences for turn in recurrences_in(Rule.from_mapping(row["rule"]))]
    return any(
        isinstance(turn, CalendarRecurrence) and turn.kind == own.kind and not isinstance(turn, PeriodEnd)
        for turn in turns
    )


def default_words(rules: SchemeRules, kind: str) -> str:
    """What the scheme says of the kind, in words."""
    if kind not in rules.limits:
        return ""
    limit = rules.limits[kind]
    mappings = [row["rule"] for row in limit.recurrences] or [limit.rule]
    return "、".join(dict.fromkeys(Rule.from_mapping(mapping).describe() for mapping in mappings))


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
