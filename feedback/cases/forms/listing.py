"""The forms of showing a case to the public and of ceasing to."""

from collections.abc import Mapping

from django import forms

from disclosure.files.sensitive_data.search import masked
from feedback.cases.forms.base import CaseForm
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import SUBJECT, TEXT
from feedback.cases.replies import shown_answer


class ListingForm(CaseForm):
    """Filled in with the sender's words, numbers of people masked: the person takes out whatever else tells who it was."""

    press = "公布"

    subject = forms.CharField(label="公布的标题", max_length=SUBJECT)
    text = forms.CharField(
        label="公布的内容",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="已经照来件填好。请删去姓名、单位、住处等能认出来件人或别人的话。",
    )
    reply = forms.CharField(
        label="公布的答复",
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="还没有答复，或者答复不是给所有人看的，请留空。",
    )
    is_checked = forms.BooleanField(label="我看过了，里面没有能认出是谁的话")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {**words_of(self.case), **self.initial}

    def clean(self) -> None:
        super().clean()
        self.cleaned_data.pop("is_checked", None)


def words_of(case: Case) -> Mapping[str, str]:
    """As they are shown already, or as they were written."""
    answer = shown_answer(case)
    return {
        "subject": case.listed_subject or masked(case.subject),
        "text": case.listed_text or masked(case.text),
        "reply": case.listed_reply or (masked(answer.text) if answer else ""),
    }


class UnlistingForm(CaseForm):
    reason = forms.CharField(label="为什么不再公布", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
