"""What is asked of who records a measure, corrects it, records an appeal, orders that something be put right."""

from typing import Any

from django import forms

from catalog.rules.register import ACCOUNTABILITY, register
from disclosure.organizations.fields import PersonByName
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.accountability.models import Measure
from disclosure.web.forms import DeskForm, day_field, reason_field

GROUNDS = [
    ("", "方案里责任追究的规定"),
    *((rule.key, str(rule)) for rule in register().values() if ACCOUNTABILITY in rule.uses),
]


class FactsForm(DeskForm):
    """``concerned`` and ``step`` are given their choices by the page: ``choose_among``."""

    sometimes_required = ("heard_on", "not_heard", "step")
    kind = forms.ChoiceField(label="种类", choices=Measure.Kind.choices, widget=forms.RadioSelect)
    concerned = forms.ModelChoiceField(
        Organization.objects.none(),
        label="涉及哪个党组织",
        empty_label="请选",
        error_messages={"required": "请选涉及哪个党组织。"},
    )
    step = forms.CharField(
        label="怎样处理", max_length=20, help_text="照方案的说法。", error_messages={"required": "请选怎样处理。"}
    )
    person = PersonByName(label="涉及的人的账号", required=False)
    person_name = forms.CharField(
        label="涉及的人的姓名", max_length=60, required=False, help_text="只涉及组织、不涉及个人的不写。"
    )
    body = forms.CharField(
        label="作出决定的机关", max_length=100, help_text="门户不作处理决定，只记录别处作出的。",
        error_messages={"required": "请写作出决定的机关。"},
    )  # fmt: skip
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    decided_on = day_field("决定的日期", "请填决定的日期。")
    ground = forms.ChoiceField(label="依据", choices=GROUNDS, required=False, help_text="表扬推广的不用选。")
    why = reason_field("事实和理由", "请写明事实和理由。", max_length=3000)
    heard_on = day_field("哪天听取了陈述", help_text="没有听取的不填，写明原因。表扬推广的都不用填。")
    not_heard = reason_field("没有听取陈述的原因", max_length=300)
    field_order = [
        "kind", "concerned", "step", "person_name", "person", "body", "document_number", "decided_on", "ground", "why",
        "heard_on", "not_heard",
    ]  # fmt: skip

    def choose_among(self, organizations: Any, steps: list[str]) -> "FactsForm":
        choice = self.fields["concerned"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = organizations
        self.fields["step"].widget = forms.Select(choices=[("", "请选"), *((word, word) for word in steps)])
        return self


class AppealForm(DeskForm):
    appealed_on = day_field("哪天申诉的", "请填申诉的日期。")
    appeal_outcome = forms.ChoiceField(label="结果", choices=Measure.Outcome.choices, required=False)
    appeal_note = reason_field("申诉的情况", max_length=500)


class RectifyForm(DeskForm):
    what = reason_field("要整改什么", "请写明要整改什么。", max_length=2000)
    due_on = day_field("哪一天前完成", "请填哪一天前完成。")


class WithdrawForm(forms.Form):
    reason = reason_field("为什么撤销", "请写明原因。", max_length=300)
