"""A workbook against what the portal knows: what would be done, what is asked, what is wrong. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from disclosure.files.reading.questions import Answers, Question
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.people.reading.book import Book
from disclosure.people.understanding.known import Known, known_to
from disclosure.people.understanding.passing import Understanding
from disclosure.people.understanding.plan import Plan, Shown
from disclosure.people.understanding.showing import shown_of


@dataclass(frozen=True)
class Preview:
    """``organization``: below which everything stands, None for the whole portal. ``decided``: row → account."""

    book: Book
    organization: Organization | None
    on: date
    by: User | None
    answers: Answers
    decided: Mapping[str, int]
    known: Known

    @cached_property
    def understood(self) -> Understanding:
        return Understanding(self.book, self.known, on=self.on, by=self.by, answers=self.answers, decided=self.decided)

    @cached_property
    def shown(self) -> list[Shown]:
        return shown_of(self.plan, self.understood.places.above, self.understood.listed)

    @property
    def plan(self) -> Plan:
        return self.understood.plan

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.understood.asking.questions

    @property
    def errors(self) -> list[str]:
        return self.understood.asking.errors

    @property
    def notes(self) -> list[str]:
        return [*self.book.left_out, *self.understood.about_file, *self.understood.asking.notes]

    @property
    def is_ready(self) -> bool:
        return not self.errors and not self.questions

    @cached_property
    def stamp(self) -> str:
        """Another one with other answers, and when the portal has changed meanwhile: who confirms says which preview was seen."""
        seen = (
            self.book.digest,
            sorted(self.answers.items()),
            self.shown,
            [each.key for each in self.plan.endings],
        )
        posts = [each.key for each in self.plan.post_endings]
        return sha256(repr((seen, posts)).encode()).hexdigest()[:20]

    def answered(self, answers: Answers) -> "Preview":
        return replace(self, answers={**self.answers, **answers})


def preview_of(
    book: Book,
    *,
    organization: Organization | None,
    on: date,
    by: User | None,
    answers: Answers | None = None,
    decided: Mapping[str, int] | None = None,
) -> Preview:
    return Preview(book, organization, on, by, answers or {}, decided or {}, known_to(organization, on))
