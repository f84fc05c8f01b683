"""The only place where a catalogue's tree changes shape.

django-mptt's bounds break under concurrent writes (its own documentation says so), therefore every structural write
locks the owning organisation's row first and reads the parent again behind the lock. Each catalogue has one hidden
root, made with it, whose tree number is the catalogue's own key: no write ever touches another catalogue's tree, and
two catalogues made at once cannot take the same number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Min, Sum
from mptt.utils import get_cached_trees

from catalog.directory.models import Catalogue, Entry
from disclosure.organizations.models.directory import Department
from disclosure.workflow.kit import NotNow, lock_organization

GONE = "这一项刚刚被别人删除或者移走了。请打开目录看一看，另选一个位置。"
CLOSED = "只有起草中的目录可以改。请先开一版新目录。"


@dataclass(frozen=True)
class Branch:
    """A node to be: field values of an ``Entry`` and the nodes below it."""

    values: dict
    children: list["Branch"] = field(default_factory=list)
    departments: Sequence[str] = ()


# Each node with the names of its departments.
Planted = list[tuple[Entry, Sequence[str]]]


def hold(catalogue: Catalogue) -> Catalogue:
    """The catalogue, read again behind the lock of its owner's row. Call inside a transaction."""
    lock_organization(catalogue.organization_id)
    return Catalogue.objects.get(pk=catalogue.pk)


def root_of(catalogue: Catalogue) -> Entry:
    return Entry.objects.get(catalogue=catalogue, rank=Entry.Rank.ROOT)


@transaction.atomic
def plant(catalogue: Catalogue, branches: Iterable[Branch]) -> int:
    """Create the whole tree of a catalogue that has none, an insert a level. Returns the node count."""
    lock_organization(catalogue.organization_id)
    if Entry.objects.filter(catalogue=catalogue).exists():
        raise NotNow("这份目录已有内容，不能整体载入。")
    top = Branch({"rank": Entry.Rank.ROOT, "name": catalogue.title}, list(branches))
    nodes = Entry.objects.build_tree_nodes(_as_data(top, catalogue))
    for node in nodes:
        node.tree_id = catalogue.pk  # mptt counts the trees, and two organisations would count the same
    _insert(nodes)
    _assign_departments(catalogue, list(zip(nodes, _departments(top), strict=True)))
    return len(nodes)


def _as_data(branch: Branch, catalogue: Catalogue) -> Mapping[str, Any]:
    """The branch as django-mptt's ``build_tree_nodes`` reads it."""
    children = [_as_data(child, catalogue) for child in branch.children]
    return {**branch.values, "catalogue": catalogue, "children": children}


def _departments(branch: Branch) -> Iterator[Sequence[str]]:
    """Of the branch and all below it, in the order of the tree."""
    yield branch.departments
    for child in branch.children:
        yield from _departments(child)


def _insert(nodes: list[Entry]) -> None:
    """Level by level, so that every parent has its key: four inserts for any number of nodes."""
    by_level = sorted(nodes, key=attrgetter("level"))
    get_cached_trees(by_level)  # gives each node its parent
    for _level, batch in groupby(by_level, key=attrgetter("level")):
        level = list(batch)
        for node in level:
            node.parent = node.parent  # takes the key that the parent has been given meanwhile
        Entry.objects.bulk_create(level)


def _assign_departments(catalogue: Catalogue, planted: Planted) -> None:
    wanted = {name for _node, names in planted for name in names}
    rows = Department.objects.filter(organization_id=catalogue.organization_id, name__in=wanted)
    known = dict(rows.values_list("name", "pk"))
    links = [
        Entry.departments.through(entry_id=node.pk, department_id=known[name])
        for node, names in planted
        for name in names
        if name in known
    ]
    Entry.departments.through.objects.bulk_create(links)


@transaction.atomic
def add_node(catalogue: Catalogue, *, parent: Entry | None, **values) -> Entry:
    """Append a node under ``parent`` (the root when None)."""
    catalogue = draft(catalogue)
    place = node_of(catalogue, parent) if parent else root_of(catalogue)
    return Entry.objects.insert_node(Entry(catalogue=catalogue, **values), place, position="last-child", save=True)


@transaction.atomic
def move_node(entry: Entry, *, target: Entry, position: str = "last-child") -> Entry:
    """Move within the same catalogue; ``position`` as in django-mptt."""
    catalogue = draft(entry.catalogue)
    moved = node_of(catalogue, entry)
    Entry.objects.move_node(moved, node_of(catalogue, target), position)
    return moved


@transaction.atomic
def remove_node(entry: Entry) -> None:
    catalogue = draft(entry.catalogue)
    node_of(catalogue, entry).delete()


def node_of(catalogue: Catalogue, entry: Entry) -> Entry:
    """As it stands behind the lock. NotNow: somebody was quicker."""
    node = Entry.objects.filter(pk=entry.pk, catalogue=catalogue).first()
    if node is None:
        raise NotNow(GONE)
    return node


def draft(catalogue: Catalogue) -> Catalogue:
    """The catalogue behind its lock, if it is still a draft. Call inside a transaction."""
    catalogue = hold(catalogue)
    if catalogue.state != Catalogue.State.DRAFT:
        raise NotNow(CLOSED)
    return catalogue


def faults(catalogue: Catalogue) -> list[str]:
    """What is unsound in the catalogue's tree; empty when it is sound. One query."""
    rows = list(
        Entry.objects.filter(catalogue=catalogue).order_by("lft").values("pk", "parent_id", "lft", "rght", "tree_id")
    )
    found: list[str] = []
    bounds = [row[key] for row in rows for key in ("lft", "rght")]
    if sorted(bounds) != list(range(1, 2 * len(rows) + 1)):
        found.append("左右边界不连续或重复")
    if len({row["tree_id"] for row in rows}) > 1:
        found.append("一份目录分成了几棵树")
    by_key = {row["pk"]: row for row in rows}
    for row in rows:
        above = by_key.get(row["parent_id"])
        if row["lft"] >= row["rght"] or (above and not above["lft"] < row["lft"] < row["rght"] < above["rght"]):
            found.append(f"节点 {row['pk']} 不在上级之内")
    return found


@transaction.atomic
def repair(catalogue: Catalogue) -> bool:
    """Rebuild the bounds of one catalogue's tree from its parents where it is unsound."""
    catalogue = hold(catalogue)
    if not faults(catalogue):
        return False
    Entry.objects.partial_rebuild(catalogue.pk)
    return True


def suspicious() -> list[int]:
    """Keys of catalogues whose bounds cannot be those of a sound tree, by their sums; one query for all of them."""
    totals = (
        Entry.objects.order_by()
        .values("catalogue_id")
        .annotate(
            nodes=Count("pk"),
            first=Min("lft"),
            last=Max("rght"),
            total=Sum(F("lft") + F("rght")),
            trees=Count("tree_id", distinct=True),
        )
    )
    return [row["catalogue_id"] for row in totals if not adds_up(row)]


def adds_up(row: dict) -> bool:
    nodes = row["nodes"]
    return (
        row["first"] == 1 and row["last"] == 2 * nodes and row["total"] == nodes * (2 * nodes + 1) and row["trees"] == 1
    )


def repair_all() -> int:
    """The nightly check: how many trees were unsound and have been rebuilt, one transaction each."""
    return sum(repair(catalogue) for catalogue in Catalogue.objects.filter(pk__in=suspicious()))
