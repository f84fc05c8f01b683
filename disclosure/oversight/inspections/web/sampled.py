"""The sampled lines of one organisation as pages, sheets and reports show them: what they are, what the data say, the marks.

An inspection opens no item: its title is shown to who may read it by its scope, and to others its entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from catalog.items.models import Item
from disclosure.organizations.access import Access
from disclosure.oversight.inspections.hands import hands_in
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import Mark, Sampled, Visit

Subject = Sampled.Subject
LONGEST_REASON = 300


@dataclass(frozen=True)
class PointRow:
    """``number`` counts from 1."""

    number: int
    name: str
    mark: Mark

    @property
    def told_word(self) -> str:
        return self.mark.get_told_display()


@dataclass(frozen=True)
class SampledRow:
    """``title``: of the item, for who may read it; ``ledger_url``: its row of the ledger; ``is_own``: the person had a hand in it and
    marks it not."""

    sampled: Sampled
    title: str
    url: str
    ledger_url: str
    points: list[PointRow]
    is_own: bool
    form: Any = None

    @property
    def anchor(self) -> str:
        return f"sampled-{self.sampled.pk}"

    @property
    def unmarked(self) -> int:
        return sum(not point.mark.mark for point in self.points)


def rows_of(visit: Visit, access: Access, bound: Mapping[int, Any] | None = None) -> list[SampledRow]:
    """Nine queries, however many lines."""
    sampled = list(visit.sampled.prefetch_related("marks").order_by("position"))
    items = items_of(sampled)
    hands = hands_in([item.pk for item in items.values()])
    readable = readable_to(access, items.values())
    return [row_of(visit, row, items.get(row.pk), hands, readable, access, bound or {}) for row in sampled]


def items_of(sampled: Sequence[Sampled]) -> Mapping[int, Item]:
    """Key of a sampled line → the item it is, or the draft under way for what is owed."""
    keys = [row.subject_id for row in sampled if row.subject == Subject.ITEM]
    owed = [row.subject_id for row in sampled if row.subject == Subject.OWED]
    known = Item.objects.select_related("entry").in_bulk(keys)
    drafts = {item.deadline_id: item for item in Item.objects.filter(deadline__in=owed).select_related("entry")}
    found = {row.pk: (known if row.subject == Subject.ITEM else drafts).get(row.subject_id) for row in sampled}
    return {key: item for key, item in found.items() if item is not None}


def readable_to(access: Access, items: Any) -> set[int]:
    keys = [item.pk for item in items]
    return set(Item.objects.visible_to(access.user, access.on).filter(pk__in=keys).values_list("pk", flat=True))


def row_of(
    visit: Visit, row: Sampled, item: Item | None, hands: Mapping[int, set[int]], readable: set[int], access: Access,
    bound: Mapping[int, Any],
) -> SampledRow:  # fmt: skip
    marks = {mark.point: mark for mark in row.marks.all()}
    points = [PointRow(place + 1, point["name"], marks[place]) for place, point in enumerate(visit.points)]
    is_read = item is not None and item.pk in readable
    title, url = (item.title, item.get_absolute_url()) if item and is_read else ("", "")
    deadline = row.subject_id if row.subject == Subject.OWED else item and item.deadline_id
    ledger_url = reverse("oversight:deadline", args=[deadline]) if deadline else ""
    is_own = item is not None and access.user_id in hands[item.pk]
    return SampledRow(row, title, url, ledger_url, points, is_own, bound.get(row.pk) or MarkForm(row, points))


class MarkForm(forms.Form):
    """The marks of one sampled line: what the data say stands in it until the inspector says otherwise."""

    def __init__(self, sampled: Sampled, points: Sequence[PointRow], data: Any = None):
        super().__init__(data, prefix=f"s{sampled.pk}")
        self.points = points
        fields: dict[str, Any] = self.fields
        for point in points:
            mark = point.mark
            fields[f"mark{point.number}"] = forms.ChoiceField(
                label=f"{point.number}. {point.name}", choices=[("", "请选择"), *Mark.Grade.choices], required=False,
                initial=mark.mark or mark.told, help_text=help_of(mark),
            )  # fmt: skip
            fields[f"why{point.number}"] = forms.CharField(
                label=f"第{point.number}点的理由", max_length=LONGEST_REASON, required=False, initial=mark.why,
            )  # fmt: skip
            fields[f"revision{point.number}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=mark.revision
            )

        for field in fields.values():
            field.is_sometimes_required = True

    def rows(self) -> list[MarkRow]:
        """Of the points that were marked."""
        data = self.cleaned_data
        numbers = [point.number for point in self.points if data[f"mark{point.number}"]]
        return [
            MarkRow(number - 1, data[f"mark{number}"], data[f"why{number}"], data[f"revision{number}"])
            for number in numbers
        ]


def help_of(mark: Mark) -> str:
    if mark.told:
        return f"数据：{mark.get_told_display()}。{mark.told_why}"
    return f"数据：{mark.told_why}" if mark.told_why else ""
