"""Groups of finds, each in one or two statements and none larger than a page shows; higher packages offer theirs in ``AppConfig.ready``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from catalog.items.search.bigrams import RUN, words_of
from catalog.items.search.index import mark_hits
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import Reading

MOST = 10


@dataclass(frozen=True)
class Question:
    """``chosen``: only what belongs to it and to those below it."""

    q: str
    reading: Reading
    chosen: Organization | None

    def holding(self, *columns: str) -> Q:
        """Rows of which every word stands in one of the columns, whatever brackets and dots are in between."""
        found = Q()
        for run in (run.group() for word in words_of(self.q) for run in RUN.finditer(word)):
            one = Q()
            for column in columns:
                one |= Q(**{f"{column}__icontains": run})
            found &= one
        return found

    def under(self, path: str = "organization__path") -> Q:
        return Q(**{f"{path}__startswith": self.chosen.path}) if self.chosen else Q()


@dataclass(frozen=True)
class Found:
    """``pieces`` of the title, each with whether it is a hit; ``facts``: what else tells it from others."""

    url: str
    pieces: Sequence[tuple[str, bool]]
    facts: Sequence[str] = ()


@dataclass(frozen=True)
class Group:
    """``has_more`` than are shown."""

    key: str
    label: str
    rows: Sequence[Found]
    has_more: bool

    @property
    def number(self) -> str:
        return f"{len(self.rows)} 个以上" if self.has_more else str(len(self.rows))


def group_of(key: str, label: str, question: Question, rows: Iterable[tuple[str, str, Sequence[str]]]) -> Group | None:
    """``rows``: url, title and facts, one more than are shown where there are more. None where there are none."""
    found = list(rows)
    shown = [Found(url, mark_hits(title, question.q), facts) for url, title, facts in found[:MOST]]
    return Group(key, label, shown, len(found) > MOST) if shown else None


Maker = Callable[[Question], Group | None]
BEFORE: list[Maker] = []
AFTER: list[Maker] = []


def offer(make: Maker, *, before_items: bool = False) -> None:
    """Twice changes nothing."""
    makers = BEFORE if before_items else AFTER
    if make not in makers:
        makers.append(make)


def found_by(makers: Iterable[Maker], question: Question) -> list[Group]:
    return [group for make in makers if (group := make(question)) is not None]
