"""The document itself: how it is made, who explains it, who leads, what is checked, in which stages it is carried out."""

from typing import Any

from django import forms

from catalog.directory.written_fields import WordsField
from catalog.own_schemes.sections.blocks import Block, Rows, found
from catalog.own_schemes.sections.limits import SaidForm
from catalog.own_schemes.sections.parts import Grounded, PartForm, Row
from disclosure.web.forms import DayInput

LONG = forms.Textarea(attrs={"rows": 6})
MOST_STAGES = 12


class LinesField(forms.CharField):
    """A list, an element a line."""

    widget = LONG

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class DayTextField(forms.DateField):
    """A day, kept as its words: the document is JSON."""

    def clean(self, value: Any) -> Any:
        on = super().clean(value)
        return on.isoformat() if on else None


class InterpretedForm(SaidForm):
    shown = ("who",)
    field_order = ("who",)
    who = forms.CharField(label="由谁解释", max_length=100, required=False)


class InForceForm(SaidForm):
    shown = ("from_",)
    field_order = ("from_",)
    from_ = forms.CharField(label="从什么时候起施行", max_length=60, required=False, help_text="如：印发之日。")


class LeadingGroupForm(SaidForm):
    shown = ("head", "deputies")
    field_order = ("head", "deputies", "office_in", "office_words")
    head = forms.CharField(label="组长由谁担任", max_length=100, required=False)
    deputies = forms.CharField(label="副组长由谁担任", max_length=100, required=False)
    office_in = forms.CharField(label="办公室设在哪里", max_length=60, required=False)
    office_words = WordsField(
        label="那个科室的名称里有哪些字", required=False, help_text="用来对照，如：纪检、纪委。用顿号隔开。"
    )


class DraftingForm(SaidForm):
    shown = ("solicits_opinions", "review__body")
    field_order = ("solicits_opinions", "review__body")
    solicits_opinions = forms.BooleanField(label="定稿以前要在党内外征求意见", required=False)
    review__body = forms.CharField(label="由哪个机关审定", max_length=100, required=False)
    review__article = forms.CharField(label="审定出自第几条", max_length=60, required=False)
    review__sentence = forms.CharField(label="审定的原句", max_length=1000, required=False)
    preset = forms.BooleanField(label="文件里没有写，是预设的", required=False)
    preset_reason = forms.CharField(label="为什么这样定", max_length=300, required=False)


class CheckPointsForm(SaidForm):
    field_order = ("points",)
    points = LinesField(label="监督检查看哪几点", required=False, help_text="一点写一行。")

    @classmethod
    def say(cls, part: Row) -> str:
        return "；".join(part.get("points") or [])


FACTS = [
    ("in_time", "是否按时（时限记录）"),
    ("procedure", "审核、保密审查、审批是否由不同的人办"),
    ("channels", "公开形式是否落实并核实"),
    ("scope", "是否公开到了规定的范围"),
]
INSPECTIONS = [
    ("regular", "定期检查"), ("random", "随机抽查"), ("unannounced", "暗访"), ("research", "调研"), ("supervision", "督查"),
    ("special", "专项检查"),
]  # fmt: skip


class InspectionForm(Grounded):
    field_order = ("kinds", "points", "points_reason")
    kinds = forms.MultipleChoiceField(
        label="文件写了哪几种检查", choices=INSPECTIONS, required=False, widget=forms.CheckboxSelectMultiple
    )
    points = LinesField(
        label="文件没有列要点的，检查时看哪几点", required=False, help_text="一点写一行。上面写了要点的，这里不填。"
    )
    points_reason = forms.CharField(label="为什么看这几点", max_length=300, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return "；".join(part.get("points") or [])


class ToldByForm(PartForm):
    sometimes_required = ("point", "fact")
    field_order = ("point", "fact")
    point = forms.CharField(label="哪一点", max_length=100, required=False, help_text="照要点原样写。")
    fact = forms.ChoiceField(label="由哪样数据先给出评价", choices=[("", "请选择"), *FACTS], required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return ""


class RolloutForm(SaidForm):
    shown = ("title",)
    field_order = ("title",)
    title = forms.CharField(label="叫什么", max_length=100, required=False, help_text="如：党务公开工作实施步骤。")


class StepForm(SaidForm):
    """Kept with its sentence in the plan that an organisation begins."""

    sentence = forms.CharField(
        label="文件里的原句", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StageForm(StepForm):
    sometimes_required = ("name", "from_on", "until_on")
    field_order = ("name", "from_on", "until_on")
    name = forms.CharField(label="阶段", max_length=60, required=False)
    from_on = DayTextField(label="从哪一天", required=False, widget=DayInput)
    until_on = DayTextField(label="到哪一天", required=False, widget=DayInput)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{part.get('name', '')}：{part.get('from_on', '')}至{part.get('until_on', '')}"


class TaskForm(StepForm):
    own = ("stage",)
    sometimes_required = ("name",)
    field_order = ("stage", "name")
    stage = forms.TypedChoiceField(
        label="哪个阶段", coerce=int, choices=[(number, f"第{number}阶段") for number in range(1, MOST_STAGES + 1)]
    )
    name = forms.CharField(label="做什么", max_length=200, required=False)

    def initial_of(self, part: Row) -> Row:
        return {**super().initial_of(part), "stage": part.get("stage", 1)}

    def part(self) -> Row:
        made = super().part()
        return {**made, "stage": self.cleaned_data["stage"]} if made else made

    @classmethod
    def say(cls, part: Row) -> str:
        return ""


class Stages(Rows):
    """Each keeps, for a moment, the number under which its page showed it: the tasks below name it by that."""

    def write(self, document: dict[str, Any], bound: Any) -> None:
        shown = [(number, form) for number, form in enumerate(bound.forms, 1) if form not in bound.deleted_forms]
        stages = [{**part, "number": number} for number, form in shown if (part := form.part())]
        if rollout := found(document, "rollout"):
            rollout["stages"] = stages


class Tasks(Rows):
    """Of all stages, each with the number of its stage; a stage that is taken away takes its tasks with it."""

    @property
    def prefix(self) -> str:
        return "rollout-tasks"

    def read(self, document: Row) -> Any:
        stages = found(document, "rollout.stages") or []
        return [{**task, "stage": number} for number, row in enumerate(stages, 1) for task in row.get("tasks") or []]

    def write(self, document: dict[str, Any], bound: Any) -> None:
        rows = bound.parts()
        for stage in found(document, "rollout.stages") or []:
            number = stage.pop("number")
            stage["tasks"] = [
                {key: row[key] for key in row if key != "stage"} for row in rows if row["stage"] == number
            ]


DRAFTING = (Block("drafting", DraftingForm),)
ABOUT = (
    Block("interpreted_by", InterpretedForm, title="解释"),
    Block("in_force", InForceForm, title="施行"),
    Block("working_funds", SaidForm, title="工作经费"),
)
LEADING_GROUP = (Block("leading_group", LeadingGroupForm),)
CHECK_POINTS = (
    Block("check_points", CheckPointsForm),
    Block("inspection", InspectionForm, title="检查"),
    Rows("inspection.told_by", ToldByForm, row="条", title="哪些要点由数据先给出评价", extra=4),
)
ROLLOUT = (
    Block("rollout", RolloutForm),
    Stages("rollout.stages", StageForm, row="个阶段", title="分几个阶段", extra=4),
    Tasks("rollout.stages[].tasks", TaskForm, row="件事", title="每个阶段做什么", extra=5),
)
