"""What the components in ``templates/components`` take, as typed facts; each says there what it shows of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.text import Truncator

# What search engines show of a description.
LONGEST_DESCRIPTION = 120


@dataclass(frozen=True)
class Link:
    """A crumb, or any place by its label. The last crumb is the page itself and has no ``url``."""

    label: str
    url: str | Promise = ""


# Where trails of crumbs begin.
HOME = Link("首页", reverse_lazy("catalog:home"))
TODAY = Link("今日", reverse_lazy("admin:index"))
MINE = Link("我的", reverse_lazy("catalog:me"))


@dataclass(frozen=True)
class Tab:
    """``count`` stands beside the label, if there is one; ``is_group``: it leads to other views than those it stands beside."""

    label: str
    url: str
    is_current: bool = False
    count: int | str | None = None
    is_group: bool = False


@dataclass(frozen=True)
class Step:
    """Of a task in several steps; ``state`` is done, current or todo."""

    label: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Badge:
    """``state`` chooses icon and colour, ``word`` says it."""

    state: str
    word: str


@dataclass(frozen=True)
class Fact:
    """``url`` makes the value a link; ``state`` and ``word`` add a badge; ``is_wide`` takes the whole line."""

    label: str
    value: str
    url: str = ""
    is_wide: bool = False
    state: str = ""
    word: str = ""


@dataclass(frozen=True)
class Cell:
    """Of a table's row, with the label of its column and its kind: none, ``number``, ``tight`` or ``title``."""

    label: str
    kind: str = ""
    text: str = ""
    url: str = ""
    state: str = ""
    word: str = ""


@dataclass(frozen=True)
class Event:
    """A row of the time line."""

    on: str
    title: str
    who: str = ""
    state: str = ""
    note: str = ""


@dataclass(frozen=True)
class Due:
    """A due date as people say it: the component ``due_in_words``. ``safe``: beside a provisional one."""

    words: str
    state: str
    on: str
    is_provisional: bool = False
    safe: str = ""


@dataclass(frozen=True)
class TaskCard:
    """A task on the desk. ``words``, ``state``, ``on``: by when; ``action_label``: of the one button that comes next."""

    title: str
    url: str
    kind: str
    whose: str
    words: str
    state: str
    on: str = ""
    is_provisional: bool = False
    note: str = ""
    action_label: str = ""
    action_url: str = ""
    safe: str = ""


@dataclass(frozen=True)
class Fault:
    """Of a form, and where on the page it is put right."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Article:
    """What collectors are told of a page with a text: ``column`` it stands in, ``source``: who disclosed it, ``url``: whole."""

    title: str
    column: str
    source: str
    published_at: datetime | None
    url: str


def given(facts: Iterable[Fact]) -> list[Fact]:
    """Without those that have no value."""
    return [fact for fact in facts if fact.value]


def description(*parts: str) -> str:
    """What search engines say of a page below its title: one line of at most 120 signs from plain texts in their order.

    ``base.html`` shows it to nobody who is signed in: what it says is what a passer-by reads on the page.
    """
    line = " ".join(" ".join(parts).split())
    return Truncator(line).chars(LONGEST_DESCRIPTION, truncate="…")
