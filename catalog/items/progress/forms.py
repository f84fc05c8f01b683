"""What is asked of who says how a published matter went on, and of who takes that back."""

from django import forms

from disclosure.web.forms import DeskForm, day_field, reason_field

HELP = "写这一天以前有了什么进展。读者看得到；还可以加附件，再送保密审查和审批。"


class ProgressForm(DeskForm):
    progress_on = day_field("进展的日期", "请填进展的日期。")
    text = reason_field("进展情况", "请写进展情况。", help_text=HELP)


class TakingBackForm(forms.Form):
    reason = reason_field("为什么撤下", "请写明原因。", help_text="马上谁也看不到。写原因，不要写泄露的内容。")
