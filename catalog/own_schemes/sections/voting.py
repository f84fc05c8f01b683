"""What members judge and who answers for what was not done: evaluation by members, accountability."""

from django import forms

from catalog.directory.written_fields import DAYS, LimitField, WordsField
from catalog.own_schemes.sections.blocks import Block
from catalog.own_schemes.sections.choices import RECORD_READERS, RESULTS_FOR
from catalog.own_schemes.sections.parts import Grounded, Row, limit_words


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


EVALUATION = (Block("evaluation", EvaluationForm),)
ACCOUNTABILITY = (Block("accountability", AccountabilityForm),)
