"""The form of telling a sender who is told by a person."""

from django import forms

from disclosure.web.forms import REASON_ROWS
from feedback.cases.forms.base import CaseForm
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import How

USUAL = {Case.ReplyBy.POST: How.POST, Case.ReplyBy.PHONE: How.PHONE}


class ToldForm(CaseForm):
    press = "已经告知，登记"

    how = forms.ChoiceField(
        label="怎样告知的",
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选是怎样告知的。"},
    )
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=500,
        widget=REASON_ROWS,
        help_text="如“挂号信，单号……”“本人接的电话”。来件人看不到；不要写姓名、电话和地址。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["how"].initial = USUAL.get(self.case.reply_by)
