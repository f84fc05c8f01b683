"""An entry's values by field, as they were and as they become, and how a page puts them side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.directory import government
from catalog.directory.models import Entry
from catalog.rules.taxonomies import taxonomies
from catalog.schemes.choices import LimitKind, Scope
from disclosure.deadlines.rules import Rule

# In the order of the catalogue's columns; the code is kept, so it is none of them.
LABELS = {
    "name": "公开内容",
    "scope": "公开范围",
    "inside_first": "先党内后党外",
    "scope_words": "范围的写法",
    "audience_names": "特定对象",
    "channels": "公开形式",
    "limit_kind": "时限类别",
    "limit_words": "时限的写法",
    "limit_rule": "本事项的时限",
    "department_names": "责任科室",
    "person_name": "责任人",
    "note": "说明",
    "class_2010": "2010年意见类别",
    "class_2017": "2017年条例类别",
    **government.LABELS,
}
# Field → value.
Values = Mapping[str, Any]
PINNED = ("scope", "inside_first", "scope_words", "audience_names", "channels")


def values_of(entry: Entry) -> Values:
    return {name: getattr(entry, name) for name in LABELS}


def changed(before: Values, after: Values) -> Values:
    """Of ``after`` what differs."""
    return {name: after[name] for name in LABELS if name in after and after[name] != before.get(name)}


def shown(name: str, value) -> str:
    """A value in words."""
    if name == "scope":
        return str(Scope(value).label) if value else ""
    if name == "limit_kind":
        return str(LimitKind(value).label) if value else ""
    if name in taxonomies():
        return taxonomies()[name].label(value)
    if name == "limit_rule":
        return Rule.from_mapping(value).describe() if value else "按实施方案"
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "")


@dataclass(frozen=True)
class FieldChange:
    """A field or a number that changes, in words."""

    label: str
    old: str
    new: str


def field_changes(before: Values, after: Values) -> list[FieldChange]:
    """One for each field that changes."""
    return [
        FieldChange(label, shown(name, before.get(name)) or "（空）", shown(name, after[name]) or "（空）")
        for name, label in LABELS.items()
        if name in after
    ]
