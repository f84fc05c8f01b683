"""Changes to single nodes of a draft catalogue: change, add, move, remove. The tree's shape changes in ``trees`` only."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from catalog.directory import trees
from catalog.directory.actions import ENTRY_VALUES, KEEPERS, catalogues
from catalog.directory.models import Catalogue, Entry
from catalog.rules.register import PIN, cite
from disclosure.organizations.models.directory import Department
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.workflow.kit import Act, Holds, Workflow, in_state, lock_organization, when

R = Entry.Rank
# Which ranks may stand below which.
BELOW = {
    R.ROOT: (R.CATEGORY, R.ENTRY),
    R.CATEGORY: (R.SUBCATEGORY, R.ENTRY),
    R.SUBCATEGORY: (R.ENTRY,),
    R.ENTRY: (),
}

entries = Workflow(
    Entry,
    code="entry",
    words={"created": "新增目录事项", "changed": "修改目录事项", "moved": "移动目录事项", "ended": "终止目录事项"},
    reads=("catalogue__organization",),
    lock=lambda entry: lock_organization(entry.catalogue.organization_id),
    organization_of=lambda entry: entry.catalogue.organization,
)
KEEPERS_OF_CATALOGUE = Holds(MANAGE_CATALOGUE, at="catalogue__organization")
OF_DRAFT = when(lambda context: context.subject.catalogue.state == Catalogue.State.DRAFT, not_now=trees.CLOSED)


@entries.action(
    "change", "修改", at=OF_DRAFT, who=KEEPERS_OF_CATALOGUE, by_system=True, done="已保存：{found.name}",
)  # fmt: skip
def change_entry(act: Act, *, departments: Iterable[Department] | None = None, **values: Any) -> None:
    """Set field values; ``departments`` replaces the responsible ones."""
    entry, changes = act.subject, {}
    if values.get("pinned_by") != entry.pinned_by:
        require_pinning_rule(act, values)
    for name, value in values.items():
        if name not in ENTRY_VALUES:
            raise TypeError(f"{name} is not a field to change")
        if getattr(entry, name) != value:
            changes[name] = [getattr(entry, name), value]
            setattr(entry, name, value)
    if departments is not None:
        changes |= set_departments(entry, list(departments))
    if changes:
        entry.full_clean(exclude=["parent"])
        act.record("changed", **changes)


@catalogues.action(
    "add_entry", "新增", at=in_state(Catalogue.State.DRAFT), who=KEEPERS, by_system=True, is_button=False,
    not_now=trees.CLOSED, done="已新增。",
)  # fmt: skip
def add_entry(
    act: Act, *, parent: Entry | None, rank: str, departments: Iterable[Department] | None = None, **values: Any
) -> Entry:
    """Append a node under ``parent``; without one, at the top."""
    require_place(rank, parent)
    require_pinning_rule(act, values)
    entry = Entry(catalogue=act.subject, rank=rank, **values)
    entry.clean_fields(exclude=["parent"])
    entry.validate_constraints(exclude=["parent"])
    node = trees.add_node(act.subject, parent=parent, rank=rank, **values)
    if departments is not None:
        set_departments(node, list(departments))
        Entry.objects.filter(pk=node.pk).update(department_names=node.department_names)
    act.record_of(entries, node, "created", code=node.code, name=node.name)
    return node


def require_pinning_rule(act: Act, values: Mapping[str, Any]) -> None:
    """Who keeps the catalogue may name the rule, and then it pins (QJ-08)."""
    if values.get("pinned_by"):
        cite(values["pinned_by"], PIN, act.on, field="pinned_by")


@entries.action("move", "移动", at=OF_DRAFT, who=KEEPERS_OF_CATALOGUE, by_system=True, is_button=False)
def move_entry(act: Act, *, target: Entry, position: str = "last-child") -> None:
    """``position`` as in django-mptt: below the target (``last-child``) or beside it (``left``, ``right``)."""
    require_place(act.subject.rank, target if position.endswith("child") else target.parent)
    act.context.subject = trees.move_node(act.subject, target=target, position=position)
    act.record("moved", target=str(target), position=position)


@entries.action(
    "remove", "删除", at=OF_DRAFT, who=KEEPERS_OF_CATALOGUE, by_system=True, style="danger",
    text="从这份草稿里删除这一项。", done="已删除：{found.name}",
)  # fmt: skip
def remove_entry(act: Act) -> None:
    """Only what holds nothing: a heading with matters under it is not removed by one click."""
    entry = act.subject
    if entry.rank == R.ROOT or Entry.objects.filter(parent=entry).exists():
        raise ValidationError("这个目录下还有事项，请先移走或删除。")
    act.record("ended", code=entry.code, name=entry.name)
    trees.remove_node(entry)
    act.is_deleted = True


def set_departments(entry: Entry, departments: list[Department]) -> Mapping[str, list]:
    before, after = list(entry.department_names), [department.name for department in departments]
    entry.departments.set(departments)
    entry.department_names = after
    return {"department_names": [before, after]} if before != after else {}


def require_place(rank: str, parent: Entry | None) -> None:
    place = parent.rank if parent else R.ROOT
    if rank not in BELOW[R(place)]:
        raise ValidationError(f"{R(rank).label}不能放在{R(place).label}下面。")
