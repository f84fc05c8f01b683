"""The numbers of a scheme: each a time limit with its dotted path (see ``catalog.schemes.rules.with_changes``)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.directory.fields import FieldChange
from catalog.schemes.choices import LimitKind
from catalog.schemes.models import Scheme
from disclosure.deadlines.rules import Rule

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


def numbers_of(data: Mapping) -> Iterator[Number]:
    yield from limits(data)
    for step, row in data["requests"].items():
        yield Number(f"requests.{step}.rule", REQUEST_STEPS.get(step, step), row["rule"])
    if row := data.get("archive"):
        yield Number("archive.rule", "归档：展示结束后", row["rule"])


def limits(data: Mapping) -> Iterator[Number]:
    for row in data["time_limits"]:
        path = f"time_limits.{row['kind']}"
        name = f"{row.get('label') or LimitKind(row['kind']).label}：{row['event']}后"
        yield Number(f"{path}.rule", name, row["rule"])
        if row.get("important_rule"):
            yield Number(f"{path}.important_rule", f"{name}（重要事项）", row["important_rule"])
        for turn in row.get("recurrences") or []:
            label = f"{row.get('label')}：多久{turn.get('label') or '公开'}一次"
            yield Number(f"{path}.recurrences.{turn['name']}.rule", label, turn["rule"])


def comparison(scheme: Scheme | None, document: Mapping) -> list[FieldChange]:
    """What is set differently from what it was copied from, that number beside the document's own."""
    own = {number.path: number for number in numbers_of(document)}
    return [
        FieldChange(number.label, number.words, own[number.path].words)
        for number in numbers_of(scheme.data if scheme else document)
        if number.path in own and own[number.path].rule != number.rule
    ]
