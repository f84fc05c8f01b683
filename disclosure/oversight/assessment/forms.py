"""What the steps of an assessment ask."""

from django import forms

from catalog.schemes.document.judging import INDICATORS, WHOLE
from disclosure.oversight.assessment.models import EARLIEST, LATEST, Assessment
from disclosure.web.forms import DeskForm


def long_text(label: str, **options) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **options)


class DraftForm(DeskForm):
    year = forms.IntegerField(label="哪一年", min_value=EARLIEST, max_value=LATEST, help_text="四位数的年份，如 2026。")
    of = forms.ChoiceField(label="考核谁", choices=Assessment.Of.choices, widget=forms.RadioSelect)


class WeighForm(DeskForm):
    """A field for every indicator that a scheme may name; empty counts nothing."""

    weights_reason = forms.CharField(
        label="为什么和方案不一样", max_length=300, required=False, help_text="和方案一样的，不用写。"
    )


WeighForm.field_order = [*dict(INDICATORS), "weights_reason"]
for key, name in INDICATORS:
    WeighForm.base_fields[key] = forms.IntegerField(
        label=f"{name}占几分", min_value=0, max_value=WHOLE, required=False, help_text="不算这一项的，填 0。"
    )


class ReasonForm(DeskForm):
    reason = forms.CharField(label="为什么收回", max_length=300)


class PointsForm(DeskForm):
    points = forms.DecimalField(
        label="加几分，扣分写负数", max_digits=3, decimal_places=1, help_text="如 2、-1.5；写 0 就是不加不扣。"
    )
    hand_reason = forms.CharField(label="理由", max_length=300, required=False, help_text="不加不扣的，可以不写。")


class ObjectionForm(DeskForm):
    text = long_text("哪里不对", help_text="请写明哪个数、哪一条不对，应当是多少。")


class AnswerForm(DeskForm):
    is_upheld = forms.TypedChoiceField(
        label="采纳不采纳", choices=[("yes", "采纳"), ("no", "不采纳")], coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer = long_text("答复", help_text="采纳的，写怎样改；不采纳的，写理由。")


class AnnounceForm(DeskForm):
    number = forms.CharField(label="通报文号", max_length=60, required=False, help_text="没有文号可以不填。")
