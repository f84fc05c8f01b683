"""登记一件事: which entry, what happened on which day, under what title."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from catalog.directory.contents import DirectoryTree
from catalog.directory.models import Entry
from catalog.items.staff.forms import EventForm
from catalog.schemes.choices import LimitKind, Scope
from disclosure.organizations.models.directory import Department, Organization
from disclosure.web.forms import day_field

OFF_CATALOGUE, NO_MILESTONE = "off", "none"


@dataclass(frozen=True)
class OpenMilestone:
    """What is owed by a day of its own and waits for an item. ``duty``: as ``register_item`` takes it."""

    duty: Any
    entry_code: str
    project: str
    words: str
    department: Department | None

    @property
    def key(self) -> str:
        return str(self.duty.pk)


Finder = Callable[[Organization], list[OpenMilestone]]
FINDERS: list[Finder] = []


def offer(find: Finder) -> None:
    """For an app's ``ready``; twice changes nothing."""
    if find not in FINDERS:
        FINDERS.append(find)


def open_milestones(organization: Organization) -> list[OpenMilestone]:
    return [milestone for find in FINDERS for milestone in find(organization)]


def entry_choices(tree: DirectoryTree | None) -> list:
    """The catalogue's entries, grouped by category, off-catalogue last."""
    groups = tree.choices if tree else []
    return [("", "请选择"), *groups, ("目录里没有", [(OFF_CATALOGUE, "目录外事项（要附工作方案）")])]


def milestone_choices(milestones: Sequence[OpenMilestone]) -> list:
    """Milestones and summaries that wait, by entry and project."""
    groups: dict[str, list] = {}
    for each in milestones:
        groups.setdefault(f"{each.entry_code}　{each.project}", []).append((each.key, each.words))
    return [("", "请选择"), *groups.items(), (NO_MILESTONE, "不是其中的阶段")]


class RegisterForm(EventForm):
    entry = forms.ChoiceField(
        label="公开哪一项",
        help_text="按目录选。同一项可以公开多次。",
        error_messages={"required": "请选择公开哪一项。"},
    )
    event_on = day_field(
        "哪一天发生的", "请填事情是哪一天发生的。", help_text="事项确定、完成或决定的那一天，期限从次日起算。"
    )
    duty = forms.ChoiceField(
        label="是哪项工作的哪个阶段",
        required=False,
        help_text="按阶段公开的事项才要选；选了以后，上面的日期就是这个阶段完成的那一天。",
    )
    title = forms.CharField(
        label="标题",
        max_length=200,
        help_text="读者看到的标题，如“第三季度党费收缴情况”。",
        error_messages={"required": "请写标题。"},
    )
    is_important = forms.BooleanField(label="重要事项", required=False, help_text="有的方案对重要事项另定期限。")
    scope = forms.ChoiceField(label="公开范围", choices=[("", "按目录"), *Scope.choices], required=False)
    limit_kind = forms.ChoiceField(label="时限类别", choices=[("", "按目录"), *LimitKind.choices], required=False)

    def __init__(self, *args, tree: DirectoryTree | None, milestones: Sequence[OpenMilestone] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.has_catalogue = tree is not None
        self.fields["entry"].choices = entry_choices(tree)
        self.milestones = {each.key: each for each in milestones}
        self.fields["duty"].choices = milestone_choices(milestones)
        self.fields["duty"].is_sometimes_required = True
        if not milestones:
            del self.fields["duty"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("entry") == OFF_CATALOGUE:
            for name, words in (("scope", "请选择公开范围。"), ("limit_kind", "请选择时限类别。")):
                if not cleaned.get(name):
                    self.add_error(name, f"目录外事项：{words}")
        self.check_milestone(cleaned)
        return cleaned

    def check_milestone(self, cleaned: dict) -> None:
        """Where projects are under way under the entry, the person says which milestone it is, or that it is none."""
        entry, chosen = self.chosen_entry() if cleaned.get("entry") else None, cleaned.get("duty", "")
        codes = {each.entry_code for each in self.milestones.values()}
        if chosen in self.milestones:
            if entry is None or self.milestones[chosen].entry_code != entry.code:
                self.add_error("duty", "这个阶段不属于上面选的目录事项，请改选其中一个。")
        elif not chosen and entry is not None and entry.code in codes:
            self.add_error("duty", "这一项有正在进行的工作。请选是哪个阶段；都不是就选“不是其中的阶段”。")

    def chosen_entry(self) -> Entry | None:
        chosen = self.cleaned_data["entry"]
        return None if chosen == OFF_CATALOGUE else Entry.objects.select_related("catalogue").get(pk=int(chosen))

    def values(self) -> Iterator[tuple[str, Any]]:
        """As ``register_item`` takes them; what is left out comes from the entry."""
        yield "entry", self.chosen_entry()
        yield from ((name, self.cleaned_data[name]) for name in ("title", "event_on", "is_important"))
        if self.cleaned_data["entry"] == OFF_CATALOGUE:
            yield from ((name, self.cleaned_data[name]) for name in ("scope", "limit_kind"))
        if found := self.milestones.get(self.cleaned_data.get("duty", "")):
            yield "duty", found.duty
            if found.department:
                yield "department", found.department
