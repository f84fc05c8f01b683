"""What is judged: the yearly assessment, evaluation by members, who answers for what was not done."""

from typing import ClassVar

from django import forms

from catalog.directory.written_fields import DAYS, LimitField, WordsField
from catalog.own_schemes.sections.blocks import Block, Rows
from catalog.own_schemes.sections.choices import RECORD_READERS, RESULTS_FOR
from catalog.own_schemes.sections.parts import Grounded, PartForm, Row, limit_words
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


class EvaluationForm(Grounded):
    sometimes_required = ("rule",)
    rule = LimitField(examples=DAYS, label="评议截止以后多少天以内公布结果", required=False)
    results_for = forms.ChoiceField(label="结果给谁看", choices=RESULTS_FOR)

    @classmethod
    def say(cls, part: Row) -> str:
        return f"评议截止后{limit_words(part.get('rule'))}，给{dict(RESULTS_FOR)[part.get('results_for', 'party')]}看"


class AccountabilityForm(Grounded):
    sometimes_required = ("steps", "keep_years")
    steps = WordsField(
        label="怎样处理，从轻到重", required=False, help_text="几步用顿号隔开，如：批评教育、限期整改、追究责任。"
    )
    commends = WordsField(label="工作好的怎样表扬", required=False, help_text="如：总结推广。没有写就空着。")
    keep_years = forms.IntegerField(label="记录保存几年", min_value=1, max_value=100, required=False)
    seen_by = forms.MultipleChoiceField(
        label="除了记录的组织，还有谁看得到",
        choices=RECORD_READERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def say(cls, part: Row) -> str:
        return f"{'、'.join(part.get('steps') or [])}；记录保存{part.get('keep_years', '')}年"


ASSESSMENT = (
    Block("assessment", AssessmentForm),
    Rows("assessment.weights", WeightForm, row="项指标", title="各项指标占几分", help="加起来要正好100分。", extra=2),
)
EVALUATION = (Block("evaluation", EvaluationForm),)
ACCOUNTABILITY = (Block("accountability", AccountabilityForm),)
