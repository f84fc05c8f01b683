"""The yearly assessment: who, by which indicators, how much each counts, how long one may object."""

from typing import ClassVar

from django import forms

from catalog.directory.written_fields import DAYS, LimitField
from catalog.own_schemes.sections.blocks import Block, Rows
from catalog.own_schemes.sections.parts import Grounded, PartForm, Row
from catalog.schemes.document.judging import ASSESSED, INDICATORS, WHOLE


class AssessmentForm(Grounded):
    shown: ClassVar[tuple[str, ...]] = ("assessed", "rule", "ranks")
    sometimes_required = ("assessed", "rule")
    field_order = ("assessed", "rule", "passing", "by_hand", "ranks")
    assessed = forms.MultipleChoiceField(
        label="考核谁", choices=ASSESSED, required=False, widget=forms.CheckboxSelectMultiple
    )
    rule = LimitField(examples=DAYS, label="看到预告以后，多少天以内可以提异议", required=False)
    passing = forms.IntegerField(label="几分合格", min_value=0, max_value=WHOLE, required=False)
    by_hand = forms.IntegerField(
        label="酌情加分、扣分最多几分", min_value=0, max_value=50, required=False, help_text="每次加减都要写明理由。"
    )
    ranks = forms.BooleanField(
        label="结果排名次", required=False, help_text="文件里写了评比的才勾。不勾的，通报按组织的次序写，不排名次。"
    )


class WeightForm(PartForm):
    sometimes_required = ("indicator", "weight")
    indicator = forms.ChoiceField(label="指标", choices=[("", "不选"), *INDICATORS], required=False)
    weight = forms.IntegerField(label="占几分", min_value=1, max_value=WHOLE, required=False)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{dict(INDICATORS).get(part.get('indicator', ''), '')}{part.get('weight', 0)}分"


ASSESSMENT = (
    Block("assessment", AssessmentForm),
    Rows("assessment.weights", WeightForm, row="项指标", title="各项指标占几分", help="加起来要正好100分。", extra=2),
)
