"""The numbers of a scheme that an organisation may set differently: each a time limit with its dotted path.

What is set differently is kept as ``Adoption.changes`` keeps it (path → value); see ``catalog.schemes.rules.with_changes``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from catalog.directory.fields import FieldChange
from catalog.schemes.choices import LimitKind
from catalog.schemes.models import Scheme
from disclosure.deadlines.rules import LimitError, Rule

REQUEST_STEPS = {
    "accept": "申请、点题：收到后受理",
    "answer": "点题公开：公开或答复",
    "application_answer": "依申请公开：答复",
    "extension": "延期答复：最多延长",
}


@dataclass(frozen=True)
class Number:
    """One time limit: where it stands in the scheme's data, what people call it, and the scheme's own rule."""

    path: str
    label: str
    rule: dict

    @property
    def words(self) -> str:
        return Rule.from_mapping(self.rule).describe()


def numbers_of(data: dict) -> Iterator[Number]:
    yield from limits(data)
    for step, row in data["requests"].items():
        yield Number(f"requests.{step}.rule", REQUEST_STEPS.get(step, step), row["rule"])
    if row := data.get("archive"):
        yield Number("archive.rule", "归档：展示结束后", row["rule"])


def limits(data: dict) -> Iterator[Number]:
    for row in data["time_limits"]:
        path = f"time_limits.{row['kind']}"
        name = f"{row.get('label') or LimitKind(row['kind']).label}：{row['event']}后"
        yield Number(f"{path}.rule", name, row["rule"])
        if row.get("important_rule"):
            yield Number(f"{path}.important_rule", f"{name}（重要事项）", row["important_rule"])
        for turn in row.get("recurrences") or []:
            label = f"{row.get('label')}：多久{turn.get('label') or '公开'}一次"
            yield Number(f"{path}.recurrences.{turn['name']}.rule", label, turn["rule"])


def differing(scheme: Scheme, rules: Mapping[str, Mapping]) -> Mapping[str, Mapping]:
    """Of the rules chosen by path, those that are not the scheme's own; refuses what nobody can read."""
    known = {number.path: number for number in numbers_of(scheme.data)}
    faults = [fault for path, rule in rules.items() if (fault := fault_of(known.get(path), path, rule))]
    if faults:
        raise ValidationError(faults)
    return {path: rule for path, rule in rules.items() if rule != known[path].rule}


def fault_of(number: Number | None, path: str, rule) -> str:
    if number is None:
        return f"这个方案里没有“{path}”这一条，不能更改。"
    try:
        Rule.from_mapping(rule)
    except LimitError as error:
        return f"{number.label}：{error}"
    return ""


def comparison(scheme: Scheme, changes: Mapping[str, dict]) -> list[FieldChange]:
    """What is set differently, the scheme's number beside the organisation's."""
    return [
        FieldChange(number.label, number.words, Rule.from_mapping(changes[number.path]).describe())
        for number in numbers_of(scheme.data)
        if number.path in changes
    ]
