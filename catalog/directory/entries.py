"""Changes to single nodes of a draft catalogue: change, add, move, remove. The tree's shape changes in ``trees`` only."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.directory import trees
from catalog.directory.actions import require_manager
from catalog.directory.models import Catalogue, Entry
from disclosure.audit.record import record

R = Entry.Rank
# Which ranks may stand below which.
BELOW = {
    R.ROOT: (R.CATEGORY, R.ENTRY),
    R.CATEGORY: (R.SUBCATEGORY, R.ENTRY),
    R.SUBCATEGORY: (R.ENTRY,),
    R.ENTRY: (),
}
CHANGEABLE = frozenset({
    "code", "name", "scope", "inside_first", "scope_words", "audience_names", "limit_kind", "limit_words",
    "limit_rule", "channels", "department_names", "person_name", "note", "is_scope_pinned",
})  # fmt: skip


@transaction.atomic
def change_entry(entry: Entry, *, by, now: datetime, departments=None, **values) -> Entry:
    """Set field values of a node of a draft; ``departments`` replaces the responsible ones."""
    require_manager(entry.catalogue.organization, by=by, now=now)
    trees.draft(entry.catalogue)
    locked = Entry.objects.select_related("catalogue__organization").get(pk=entry.pk)
    changes = {}
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise TypeError(f"{name} is not a field to change")
        if getattr(locked, name) != value:
            changes[name] = [getattr(locked, name), value]
            setattr(locked, name, value)
    if departments is not None:
        changes |= _set_departments(locked, departments)
    if changes:
        locked.full_clean(exclude=["parent"])
        locked.save(update_fields=sorted(changes.keys() - {"departments"}) or None)
        _record("entry.changed", locked, by=by, now=now, **changes)
    return locked


def _set_departments(entry: Entry, departments) -> dict:
    before, after = list(entry.department_names), [department.name for department in departments]
    entry.departments.set(departments)
    entry.department_names = after
    return {"department_names": [before, after]} if before != after else {}


@transaction.atomic
def add_entry(catalogue: Catalogue, *, parent: Entry | None, rank: str, by, now: datetime, **values) -> Entry:
    """Append a node under ``parent``; without one, at the top."""
    require_manager(catalogue.organization, by=by, now=now)
    require_place(rank, parent)
    departments = values.pop("departments", None)
    _check(Entry(catalogue=catalogue, rank=rank, **values))
    node = trees.add_node(catalogue, parent=parent, rank=rank, **values)
    if departments is not None:
        _set_departments(node, departments)
        Entry.objects.filter(pk=node.pk).update(department_names=node.department_names)
    _record("entry.created", node, by=by, now=now, code=node.code, name=node.name)
    return node


def _check(entry: Entry) -> None:
    entry.clean_fields(exclude=["parent"])
    entry.validate_constraints(exclude=["parent"])


@transaction.atomic
def move_entry(entry: Entry, *, target: Entry, position: str = "last-child", by, now: datetime) -> Entry:
    """``position`` as in django-mptt: below the target (``last-child``) or beside it (``left``, ``right``)."""
    require_manager(entry.catalogue.organization, by=by, now=now)
    require_place(entry.rank, target if position.endswith("child") else target.parent)
    moved = trees.move_node(entry, target=target, position=position)
    _record("entry.moved", moved, by=by, now=now, target=str(target), position=position)
    return moved


@transaction.atomic
def remove_entry(entry: Entry, *, by, now: datetime) -> None:
    """Only what holds nothing: a heading with matters under it is not removed by one click."""
    require_manager(entry.catalogue.organization, by=by, now=now)
    if entry.rank == R.ROOT or Entry.objects.filter(parent=entry).exists():
        raise ValidationError("这个目录下还有事项，请先移走或删除。")
    _record("entry.ended", entry, by=by, now=now, code=entry.code, name=entry.name)
    trees.remove_node(entry)


def require_place(rank: str, parent: Entry | None) -> None:
    place = parent.rank if parent else R.ROOT
    if rank not in BELOW[place]:
        raise ValidationError(f"{R(rank).label}不能放在{R(place).label}下面。")


def _record(action: str, entry: Entry, *, by, now: datetime, **changes) -> None:
    record(action, entry, by=by, now=now, organization=entry.catalogue.organization, changes=changes)
