"""What the secretary proposes, and what the other person says against it."""

from django import forms

from catalog.archive.appraisal.models import Appraisal

MOST_YEARS = 50


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label="鉴定意见",
        choices=Appraisal.Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择怎么办。"},
    )
    years = forms.IntegerField(
        label="再保管几年",
        required=False,
        min_value=1,
        max_value=MOST_YEARS,
        help_text="选“再保管几年”的才填，从今年算起，到那一年年底。",
    )
    reason = forms.CharField(label="理由", max_length=500, help_text="例如：已逐件看过，没有继续查考的价值。")


class ReturnForm(forms.Form):
    reason = forms.CharField(label="退回原因", max_length=500)
