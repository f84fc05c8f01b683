"""Which catalogue an organisation works by, and its entries.

Its own in force; else the nearest catalogue that it or a superior made for its class of organisations. Nothing is
copied: a superior's new version is in force for all of them at once (QJ-03).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from catalog.directory.models import Catalogue, Entry
from disclosure.organizations.models.directory import Organization


def catalogue_for(organization: Organization) -> Catalogue | None:
    """One query."""
    rows = Catalogue.objects.in_force().filter(organization__path__in=organization.line_paths)
    return _choose(organization, rows.select_related("organization", "scheme").order_by("pk"))


def catalogues_for(organizations: Iterable[Organization]) -> dict[int, Catalogue | None]:
    """Organisation id → its catalogue, or None. One query for any number of organisations."""
    organizations = list(organizations)
    paths = {path for organization in organizations for path in organization.line_paths}
    rows = Catalogue.objects.in_force().filter(organization__path__in=paths).select_related("organization")
    at: dict[str, list[Catalogue]] = defaultdict(list)
    for row in rows.order_by("pk"):
        at[row.organization.path].append(row)
    return {
        organization.pk: _choose(organization, [row for path in organization.line_paths for row in at[path]])
        for organization in organizations
    }


def _choose(organization: Organization, rows: Iterable[Catalogue]) -> Catalogue | None:
    fitting = [row for row in rows if applies(row, organization)]
    return max(fitting, key=rank, default=None)


def applies(catalogue: Catalogue, organization: Organization) -> bool:
    """Whether the catalogue is meant for the organisation: its own, or that of a class it belongs to."""
    if catalogue.applies_to == Catalogue.AppliesTo.OWN:
        return catalogue.organization_id == organization.pk
    return not catalogue.sectors or organization.sector in catalogue.sectors


def rank(catalogue: Catalogue) -> tuple:
    """The own before a superior's, the nearer before the farther, a class named before all, the newer before the older."""
    own = catalogue.applies_to == Catalogue.AppliesTo.OWN
    return own, len(catalogue.organization.path), bool(catalogue.sectors), str(catalogue.in_force_from), catalogue.pk


def entry_for(organization: Organization, code: str) -> Entry | None:
    """The entry with the code in the catalogue that the organisation works by."""
    catalogue = catalogue_for(organization)
    if catalogue is None:
        return None
    entry = Entry.objects.filter(catalogue=catalogue, code=code).entries().select_related("parent__parent").first()
    if entry:
        entry.catalogue = catalogue
    return entry


@dataclass
class Subcategory:
    """Without a label where the catalogue gives none: two-level catalogues, and the missing heading of 1-3 (LK-27)."""

    pk: int | None
    code: str
    label: str
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Category:
    pk: int | None
    code: str
    label: str
    note: str = ""
    subcategories: list[Subcategory] = field(default_factory=list)

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for subcategory in self.subcategories for entry in subcategory.entries)


@dataclass
class DirectoryTree:
    catalogue: Catalogue
    categories: list[Category] = field(default_factory=list)

    @property
    def entries(self) -> Iterator[Entry]:
        return (entry for category in self.categories for entry in category.entries)

    @property
    def choices(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """For a form: the entries of each category."""
        return [
            (category.label or "目录", [(line.pk, f"{line.code}　{line.name}") for line in category.entries])
            for category in self.categories
        ]


def entries_of(catalogue: Catalogue) -> DirectoryTree:
    """The whole directory, nested, in one query."""
    tree = DirectoryTree(catalogue)
    category: Category | None = None
    subcategory: Subcategory | None = None
    for node in Entry.objects.filter(catalogue=catalogue).order_by("lft"):
        if node.level <= 1:
            category = subcategory = None
        if node.rank == Entry.Rank.CATEGORY:
            category = Category(node.pk, node.code, node.name, node.note)
            tree.categories.append(category)
            subcategory = None
        elif node.rank == Entry.Rank.SUBCATEGORY:
            subcategory = Subcategory(node.pk, node.code, node.name)
            category.subcategories.append(subcategory)
        elif node.rank == Entry.Rank.ENTRY:
            category = category or _without_label(tree)
            if subcategory is None or (subcategory.pk and node.level <= 2):
                subcategory = Subcategory(None, "", "")
                category.subcategories.append(subcategory)
            subcategory.entries.append(node)
    return tree


def _without_label(tree: DirectoryTree) -> Category:
    """Entries at the top of the tree share one category without a name."""
    if not tree.categories or tree.categories[-1].pk:
        tree.categories.append(Category(None, "", ""))
    return tree.categories[-1]


def entry_url(organization: Organization, code: str) -> str:
    """A code may hold what a route would not take."""
    return f"{organization.get_absolute_url()}{quote(code, safe='')}/"
