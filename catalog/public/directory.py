"""An organisation's directory as a table: what, to whom, how, by when, and how far it is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from catalog.directory.contents import Category, DirectoryTree, entries_of, entry_url
from catalog.directory.models import Catalogue, Entry
from catalog.public.progress import DISCLOSED, EXCUSED, LATE, NOT_YET, Status, status_of
from catalog.schemes.rules import SchemeRules
from disclosure.deadlines import dates
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import Reading
from disclosure.web.components import Badge
from disclosure.web.filters import Field, FilterBar, bar

OPEN_WHEN_AT_MOST = 30


def fields(tree: DirectoryTree, *, knows_late: bool) -> list[Field]:
    """Filters by scope, time limit and state; scopes and limits in the catalogue's own words."""
    states = [(DISCLOSED, "已公开"), (NOT_YET, "还没有公开"), (EXCUSED, "不予公开或暂缓")]
    states += [(LATE, "逾期")] if knows_late else []
    return [
        Field("scope", "公开范围", words(scope_words(line) for line in tree.entries)),
        Field("limit", "公开时限", words(limit_words(line) for line in tree.entries)),
        Field("state", "情况", tuple(states)),
    ]


def words(values) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in dict.fromkeys(values))


def scope_words(line: Entry) -> str:
    return "、".join(line.scope_words) or line.get_scope_display()


def limit_words(line: Entry) -> str:
    return line.limit_words or line.get_limit_kind_display()


@dataclass(frozen=True)
class EntryRow:
    """``next``: what comes next, or what else there is to say."""

    code: str
    content: str
    url: str
    scope: str
    forms: str
    limit: str
    badge: Badge | None
    next: str


@dataclass(frozen=True)
class SubcategoryRow:
    code: str
    label: str
    entries: list[EntryRow]


@dataclass(frozen=True)
class CategoryRow:
    """Of the component ``directory``."""

    code: str
    label: str
    note: str
    is_open: bool
    subcategories: list[SubcategoryRow]


def rows(tree: DirectoryTree, status: Status, wanted: Mapping[str, str]) -> list[CategoryRow]:
    """Categories with their entries that pass the filters."""
    is_narrowed = any(wanted.values())
    is_open = is_narrowed or len(list(tree.entries)) <= OPEN_WHEN_AT_MOST
    categories = [
        category_row(category, number, status, wanted, is_open=is_open or number == 1)
        for number, category in enumerate(tree.categories, start=1)
    ]
    return [row for row in categories if row.subcategories or not is_narrowed]


def category_row(
    category: Category, number: int, status: Status, wanted: Mapping[str, str], *, is_open: bool
) -> CategoryRow:
    subcategories = []
    shown: list[Entry] = []
    for subcategory in category.subcategories:
        lines = [line for line in subcategory.entries if passes(line, status, wanted)]
        if lines:
            shown += lines
            entries = [entry_row(line, status) for line in lines]
            subcategories.append(SubcategoryRow(subcategory.code, subcategory.label, entries))
    label = category.label or "目录事项"
    return CategoryRow(category.code or str(number), label, note(shown, status), is_open, subcategories)


def passes(line: Entry, status: Status, wanted: Mapping[str, str]) -> bool:
    values = {"scope": scope_words(line), "limit": limit_words(line), "state": status.state(line.code)}
    return all(not value or values[name] == value for name, value in wanted.items())


def note(lines: list[Entry], status: Status) -> str:
    disclosed = sum(1 for line in lines if status.counts.get(line.code))
    late = sum(1 for line in lines if line.code in status.late)
    excused = Counter(status.excused[line.code].kind for line in lines if line.code in status.excused)
    counted = [("已公开", disclosed), ("逾期", late), *sorted(excused.items())]
    parts = [f"{len(lines)} 项", *(f"{word} {count} 项" for word, count in counted if count)]
    return " · ".join(parts) if lines else "没有列具体事项"


def entry_row(line: Entry, status: Status) -> EntryRow:
    badge, following = state_of(line, status)
    return EntryRow(
        code=line.code,
        content=line.name,
        url=entry_url(status.organization, line.code),
        scope=scope_words(line),
        forms="、".join(line.channels) or "—",
        limit=limit_words(line),
        badge=badge,
        next=following,
    )


def state_of(line: Entry, status: Status) -> tuple[Badge | None, str]:
    """One badge and what comes next. What was missed stays late, though what follows it be put off."""
    count, found = status.counts.get(line.code, 0), status.excused.get(line.code)
    disclosed = f"已公开 {count}" if count else ""
    if line.code in status.late:
        late = dates.late_by(status.late[line.code], status.on)
        return Badge("late", late), joined(disclosed, found.kind if found else "")
    if found:
        return Badge("excused", found.kind), joined(found.reason, disclosed)
    coming = status.nexts.of(line)
    following = (coming.words if coming else "") or status.nothing(line)
    return (Badge("done", disclosed), following) if count else (None, following or "还没有公开")


def joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


@dataclass(frozen=True)
class Directory:
    """A catalogue as its page shows it."""

    title: str
    categories: list[CategoryRow]
    filter: FilterBar


def directory_of(
    organization: Organization,
    catalogue: Catalogue,
    rules: SchemeRules | None,
    reading: Reading,
    parameters: QueryDict,
    *,
    knows_late: bool,
) -> Directory:
    """``knows_late``: the reader belongs to the organisation or watches over it; a passer-by sees what is disclosed and what
    comes next."""
    tree = entries_of(catalogue)
    status = status_of(organization, rules, reading, knows_late=knows_late)
    narrowing = fields(tree, knows_late=knows_late)
    wanted = {field.name: field.chosen(parameters) for field in narrowing}
    return Directory(catalogue.title, rows(tree, status, wanted), bar(narrowing, parameters))
