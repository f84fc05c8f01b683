"""The form of telling a sender who is told by a person."""

from disclosure.web.forms import reason_field
from feedback.cases.forms.base import CaseForm, Values
from feedback.cases.forms.fields import choice_field
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import How

USUAL = {Case.ReplyBy.POST: How.POST, Case.ReplyBy.PHONE: How.PHONE}


class ToldForm(CaseForm):
    press = "已经告知，登记"

    how = choice_field("怎样告知的", "请选是怎样告知的。", choices=How.choices)
    note = reason_field(
        "说明",
        max_length=500,
        help_text="如“挂号信，单号……”“本人接的电话”。来件人看不到；不要写姓名、电话和地址。",
    )

    def propose(self) -> Values:
        return {"how": USUAL.get(self.case.reply_by)}
