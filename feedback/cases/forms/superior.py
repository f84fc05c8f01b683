"""The forms of what goes up to the superior and comes back; each page shows the answer that it is about."""

from django import forms

from disclosure.web.forms import day_field, reason_field
from feedback.cases.forms.base import CaseForm
from feedback.cases.staff.reply_rows import ReplyRow, reply_row


class ShownForm(CaseForm):
    """Shows the answer that the action is about; alone it asks nothing."""

    template = "admin/feedback/case/_reply_at_hand.html"

    def panel(self) -> ReplyRow | None:
        reply = self.context.reply
        return reply_row(reply) if reply else None


class DecideForm(ShownForm):
    press = "作出审定"

    upheld = forms.TypedChoiceField(
        label="审定意见",
        choices=[("yes", "同意不予公开"), ("no", "不同意，应当另行答复")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "请选同意还是不同意。"},
    )
    opinion = reason_field(
        "说明", "请写明审定的意见。", max_length=2000, help_text="会反馈给来件人。不要写人名和电话。"
    )


class RegisterDecisionForm(DecideForm):
    press = "登记批复"

    decided_on = day_field("批复日期", "请填批复日期。", help_text="批复上写的那一天。")
    number = forms.CharField(label="批复文号", max_length=60, error_messages={"required": "请写批复文号。"})
