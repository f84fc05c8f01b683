"""The questions about a project: what the project is, its milestones, what happened to them."""

from django import forms
from django.forms import formset_factory

from catalog.directory.contents import DirectoryTree
from catalog.schemes.choices import LimitKind
from disclosure.organizations.models.directory import Department, Organization
from disclosure.web.forms import day_field, reason_field

EMPTY_ROWS = 5


class MilestoneForm(forms.Form):
    name = forms.CharField(label="阶段名称", max_length=100, error_messages={"required": "请写阶段名称。"})
    planned_on = day_field("计划哪一天完成", "请填计划完成的日期。")


class MilestonesFormSet(formset_factory(MilestoneForm, extra=EMPTY_ROWS, max_num=50)):
    def clean(self):
        if not any(self.errors) and not self.plans():
            raise forms.ValidationError("请至少列一个阶段：名称和计划完成的日期。")

    def plans(self) -> list[tuple]:
        """(Name, planned day) of the rows that were filled."""
        rows = [form.cleaned_data for form in self.forms if form.has_changed()]
        return [(row["name"], row["planned_on"]) for row in rows]


class ProjectForm(forms.Form):
    """With the rows of its milestones."""

    entry = forms.ChoiceField(
        label="公开哪一项", help_text="只列目录里按阶段公开的事项。", error_messages={"required": "请选择公开哪一项。"}
    )
    name = forms.CharField(
        label="工作名称",
        max_length=200,
        help_text="本组织工作台里用的名称，如“老旧小区改造”。",
        error_messages={"required": "请写工作名称。"},
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label="责任科室", required=False, empty_label="不指定"
    )
    started_on = day_field("哪一天开始的", "请填工作是哪一天开始的。")

    def __init__(self, *args, organization: Organization, tree: DirectoryTree | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = staged_choices(tree)
        departments = organization.departments.filter(is_active=True).order_by("position", "pk")
        self.fields["department"].queryset = departments
        self.milestones = MilestonesFormSet(self.data if self.is_bound else None, prefix="milestones")

    def is_valid(self):
        return self.milestones.is_valid() & super().is_valid()

    @property
    def has_entries(self) -> bool:
        return len(self.fields["entry"].choices) > 1


def staged_choices(tree: DirectoryTree | None) -> list[tuple[str, str]]:
    lines = [line for line in tree.entries if line.limit_kind == LimitKind.STAGED] if tree else []
    return [("", "请选择"), *[(line.code, f"{line.code}　{line.name}") for line in lines]]


class ReplanForm(forms.Form):
    planned_on = day_field("改到哪一天完成", "请填新的计划日期。")
    reason = reason_field("为什么改", "请写明为什么改计划。", max_length=300)


class CompleteForm(forms.Form):
    completed_on = day_field(
        "哪一天完成的", "请填这个阶段是哪一天完成的。", help_text="公开的期限从这一天的第二天起算。"
    )


class EndForm(forms.Form):
    ended_on = day_field(
        "哪一天结束的",
        "请填工作是哪一天结束的。",
        help_text="没有进行的阶段不再要求公开；已完成还没有公开的阶段仍要公开。",
    )
