"""The forms of showing a case to the public and of ceasing to."""

from django import forms

from disclosure.files.sensitive_data.search import masked
from feedback.cases.actions.listing import list_case, shown_answer, unlist
from feedback.cases.actions.receiving import SUBJECT, TEXT
from feedback.cases.staff.forms.step_forms import CaseForm, StepForm


class ListingForm(CaseForm):
    """Filled in with the sender's words, numbers of people masked: the person takes out whatever else tells who it was."""

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

    def clean(self):
        cleaned = super().clean()
        cleaned.pop("is_checked", None)
        return cleaned


def words_of(case) -> dict[str, str]:
    """As they are shown already, or as they were written."""
    answer = shown_answer(case)
    return {
        "subject": case.listed_subject or masked(case.subject),
        "text": case.listed_text or masked(case.text),
        "reply": case.listed_reply or (masked(answer.text) if answer else ""),
    }


class UnlistingForm(CaseForm):
    reason = forms.CharField(label="为什么不再公布", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


FORMS = {
    "list": StepForm(
        list_case,
        "已经公布。",
        form=ListingForm,
        press="公布",
        note="公布以后，所有人都能在“点题与申请”里看到这件来件和答复，看不到是谁提的。写答复的人不能自己公布。",
    ),
    "unlist": StepForm(
        unlist, "不再公布了。", form=UnlistingForm, press="不再公布", is_danger=True, note="从“点题与申请”里拿掉。"
    ),
}
