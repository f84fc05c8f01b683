"""The forms of who learns of a case: it is shown to the public, no longer shown, told to its sender by a person."""

from django import forms

from disclosure.files.sensitive_data.search import masked
from disclosure.web.forms import REASON_ROWS, reason_field
from feedback.cases.forms.base import CaseForm, Values
from feedback.cases.forms.fields import choice_field, lines_field
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import SUBJECT, TEXT, How
from feedback.cases.replies import shown_answer

USUAL = {Case.ReplyBy.POST: How.POST, Case.ReplyBy.PHONE: How.PHONE}


class ListingForm(CaseForm):
    """Filled in with the sender's words, numbers of people masked: the person takes out whatever else tells who it was."""

    press = "公布"
    asked_besides = ("is_checked",)

    subject = forms.CharField(label="公布的标题", max_length=SUBJECT)
    text = forms.CharField(
        label="公布的内容",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="已经照来件填好。请删去姓名、单位、住处等能认出来件人或别人的话。",
    )
    reply = lines_field(
        "公布的答复", rows=6, max_length=TEXT, help_text="还没有答复，或者答复不是给所有人看的，请留空。"
    )
    is_checked = forms.BooleanField(label="我看过了，里面没有能认出是谁的话")

    def propose(self) -> Values:
        """As they are shown already, or as they were written."""
        case, answer = self.case, shown_answer(self.case)
        return {
            "subject": case.listed_subject or masked(case.subject),
            "text": case.listed_text or masked(case.text),
            "reply": case.listed_reply or (masked(answer.text) if answer else ""),
        }

    def clean(self) -> None:
        super().clean()
        self.cleaned_data.pop("is_checked", None)


class UnlistingForm(CaseForm):
    reason = forms.CharField(label="为什么不再公布", max_length=500, widget=REASON_ROWS)


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
