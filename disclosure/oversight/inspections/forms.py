"""What is asked for an inspection: its plan, its number, its report."""

from collections.abc import Sequence
from typing import Any

from django import forms

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.inspections.models import Inspection
from disclosure.web.forms import DeskForm, RowsField, day_field, reason_field

ANNOUNCED_HELP = "暗访不告诉被检查的组织，其他的要事先告诉。"


def offer_kinds(field: Any, named: Sequence[str]) -> None:
    """Those that the scheme names first; it may be another one, which then says so."""
    known = dict(Inspection.Kind.choices)
    others = [(kind, f"{label}（方案里没有写）") for kind, label in known.items() if kind not in named]
    field.choices = [*((kind, known[kind]) for kind in named), *others]


def choose_from(field: Any, rows: Any) -> None:
    field.queryset = rows


class WhyForm(DeskForm):
    reason = reason_field("原因", "请写明原因。", max_length=300)


class ReportForm(DeskForm):
    report = forms.CharField(
        label="检查情况", widget=forms.Textarea(attrs={"rows": 10}), error_messages={"required": "请写检查情况。"},
        help_text="总的怎么样，哪里好，哪里有问题，要怎样改。评价和发现会自动列在后面。",
    )  # fmt: skip


class CodesField(forms.CharField):
    """Codes of entries, or what they begin with."""

    def clean(self, value: Any) -> list[str]:
        return (
            list(
                dict.fromkeys(
                    super().clean(value).replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
                )
            )
            if value
            else []
        )


class PlanForm(DeskForm):
    """``organizations`` and ``people``: who may be inspected, and who may inspect; ``kinds``: those that the scheme names."""

    sometimes_required = ("number_source", "number_on")
    kind = forms.ChoiceField(label="种类", choices=Inspection.Kind, help_text=ANNOUNCED_HELP)
    title = forms.CharField(label="名称", max_length=100, help_text="如：第四季度党务公开随机抽查。")
    from_on = day_field("哪天开始检查", "请填检查开始的日期。")
    until_on = day_field("哪天结束", "请填检查结束的日期。")
    organizations: Any = RowsField(
        label="检查哪些组织", queryset=Organization.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选要检查的组织。"},
    )  # fmt: skip
    period_from = day_field("查哪段时间公开、到期的：从哪天", "请填查哪一段时间。")
    period_until = day_field("到哪天", "请填查哪一段时间。")
    entry_codes = CodesField(
        label="只查目录里的哪些事项",
        required=False,
        max_length=1000,
        help_text="填公开代码或代码的开头，几个用顿号隔开，如：2、3-1。不填就都查。",
    )
    size = forms.IntegerField(label="每个组织抽几件", min_value=1, max_value=50, initial=5)
    inspectors: Any = RowsField(
        label="还有谁一起查", queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="您是组长。在被检查的组织任职的人不能查它；写过、审过、批过、发过某一件的人，不能评价那一件。",
    )  # fmt: skip
    number_source = forms.CharField(
        label="暗访：用哪个公开的数来抽样", max_length=200, required=False,
        help_text="没有人可以报数，要事先说好用一个以后才公布的数，如：某日上证指数收盘点数的整数部分。到时由另一个检查人填。",
    )  # fmt: skip
    number_on = day_field("暗访：那个数哪天公布")

    def __init__(
        self, *args: Any, organizations: Any = None, people: Any = None, kinds: Sequence[str] = (), **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        if kinds:
            offer_kinds(self.fields["kind"], kinds)
        if organizations is not None:
            choose_from(self.fields["organizations"], organizations)
        if people is not None:
            choose_from(self.fields["inspectors"], people)


class JoinForm(DeskForm):
    inspector: Any = forms.ModelChoiceField(label="谁", queryset=User.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, people: Any = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if people is not None:
            choose_from(self.fields["inspector"], people)


class NumberForm(DeskForm):
    sometimes_required = ("named_by",)
    number = forms.CharField(label="报的数", max_length=19, help_text="一个整数，大小不限。")
    named_by = forms.CharField(label="谁报的", max_length=100, required=False, help_text="写姓名和职务。暗访不用写。")


class FindingForm(DeskForm):
    text = reason_field("发现了什么", "请写发现了什么。", max_length=500)
    sampled: Any = forms.TypedChoiceField(label="哪一件", required=False, coerce=int, empty_value=None)
    point: Any = forms.TypedChoiceField(label="哪一点", required=False, coerce=int, empty_value=None)
    is_good = forms.BooleanField(label="做得好，值得推广", required=False)


class PhotographForm(forms.Form):
    upload = forms.FileField(label="照片", help_text="不是必须的。照片里不要有不该拍的人和内容。")


class OrderForm(DeskForm):
    what = reason_field("要整改什么", "请写明要整改什么。", max_length=1000)
    due_on = day_field("哪天以前", "请填哪天以前整改好。")
