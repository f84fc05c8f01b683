"""What the actions on an item ask of who takes them: a reason, a verdict with what it rests on. They give what the actions take."""

from collections.abc import Mapping
from typing import Any

from django import forms

from disclosure.web.forms import DeskForm, day_field, reason_field

REASON = "请写明原因。"


class ReasonForm(forms.Form):
    reason = reason_field("原因", REASON)


class WithdrawalForm(forms.Form):
    reason = reason_field("为什么撤回", REASON, help_text="由另一个人确认以后才撤回。")


class HidingForm(forms.Form):
    reason = reason_field(
        "为什么隐藏",
        REASON,
        help_text="马上谁也看不到，要由另一个人在一个工作日内确认。写原因，不要写泄露的内容。",
    )


class EndingForm(forms.Form):
    reason = reason_field("为什么提前结束", REASON, help_text="写进办理记录，以后查得到。")


class LongerDisplayForm(forms.Form):
    display_until = day_field(
        "展示到哪一天", "请填展示到哪一天。", help_text="方案说一般不超过的天数，确有需要才延长。"
    )
    reason = reason_field("为什么延长", REASON, max_length=300, help_text="由另一个人批准以后才延长。")


class CorrectionForm(forms.Form):
    note = reason_field("更正了什么", REASON, help_text="写一句读者看得懂的话，更正公开后会显示出来。")
    revised_on = day_field(
        "修订日期",
        help_text="长期公开的制度、机构、分工有了修订的，填修订那一天，按方案的天数另外计时；只是改错的不填。",
    )


class DroppingForm(forms.Form):
    reason = reason_field("为什么没有修订", help_text="登记过修订日期的必填。")


class DecisionForm(DeskForm):
    """A reviewer's word: pass or return; a return needs its reason."""

    sometimes_required: tuple[str, ...] = ("reason",)
    passed = forms.ChoiceField(
        label="结论",
        choices=[("yes", "通过"), ("no", "退回")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择通过或退回。"},
    )
    reason = reason_field("理由", help_text="退回时必填，写清楚要改什么。通过时可不填。")

    def clean(self) -> None:
        super().clean()
        cleaned = self.cleaned_data
        passed = cleaned.get("passed")
        if passed == "no" and not cleaned.get("reason"):
            self.add_error("reason", "退回时请写明原因，让拟稿人知道要改什么。")
        if passed == "yes":
            self.require_checks(cleaned)
        cleaned["passed"] = passed == "yes"

    def require_checks(self, cleaned: Mapping[str, Any]) -> None:
        """What passing needs besides."""


class ReviewForm(DecisionForm):
    necessity = forms.BooleanField(label="有必要公开", required=False)
    accuracy = forms.BooleanField(label="内容准确", required=False)
    field_order = ["necessity", "accuracy", "passed", "reason"]

    def require_checks(self, cleaned):
        if not (cleaned.get("necessity") and cleaned.get("accuracy")):
            self.add_error("passed", "通过前请核对必要性和准确性，并在上面勾选。")

    def clean(self) -> None:
        """What is vouched for goes on record in words."""
        super().clean()
        for name in ("necessity", "accuracy"):
            self.cleaned_data[name] = str(self.fields[name].label) if self.cleaned_data.get(name) else ""


class SecrecyForm(DecisionForm):
    sometimes_required = ("reason", "conclusion")
    conclusion = forms.ChoiceField(
        label="保密审查意见",
        required=False,
        choices=[
            ("", "请选择"),
            ("不涉密，可以公开", "不涉密，可以公开"),
            ("涉及内部事项，限定范围公开", "涉及内部事项，限定范围公开"),
        ],
    )
    field_order = ["conclusion", "passed", "reason"]

    def require_checks(self, cleaned):
        if not cleaned.get("conclusion"):
            self.add_error("conclusion", "通过前请选择保密审查意见。")


class ApprovalForm(DecisionForm):
    """``needed``: what an approval must record by its route, name → label; the other fields are left out."""

    meeting_on = day_field("会议日期")
    minutes_number = forms.CharField(label="会议纪要编号", max_length=60, required=False)
    reply_on = day_field("上级批复日期")
    reply_number = forms.CharField(label="上级批复文号", max_length=60, required=False)
    sometimes_required = ("reason", "meeting_on", "minutes_number", "reply_on", "reply_number")
    field_order = ["meeting_on", "minutes_number", "reply_on", "reply_number", "passed", "reason"]

    def __init__(self, *args, needed: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.needed = needed
        for name in ("meeting_on", "minutes_number", "reply_on", "reply_number"):
            if name in needed:
                self.fields[name].label = needed[name]
            else:
                del self.fields[name]

    def require_checks(self, cleaned):
        for name, label in self.needed.items():
            if not cleaned.get(name):
                self.add_error(name, f"请填{label}。")
