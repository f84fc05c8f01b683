"""What is asked of who prepares, opens, hands out, counts and publishes, and of a voter."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError

from disclosure.oversight.evaluation.marks import BLANK, MARKS, TEXT_MOST, Marked
from disclosure.oversight.evaluation.models import PARTY, SOCIETY, Evaluation, Voter
from disclosure.oversight.evaluation.secrecy import SLIP, is_slip
from disclosure.web.forms import DeskForm, reason_field
from disclosure.web.whole_numbers import whole_numbers

MOST_QUESTIONS, MOST_NAMES, LONGEST_LINE, MOST_DAYS = 20, 500, 60, 60
# However somebody writes numbers side by side.
NUMBERS_APART = re.compile(r"[、,;.。第条\s]+")
PAPER, CODE = "paper", "code"
KEPT_SECRET = "写在票上的话照原样公布，和打的评价分开。不要写自己和别人的姓名。"


def lines_of(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class PrepareForm(DeskForm):
    title = forms.CharField(
        label="名称",
        max_length=100,
        help_text="如：2026年党务公开党员评议。",
        error_messages={"required": "请写名称。"},
    )
    questions = forms.CharField(
        label="评议哪几项",
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="一项写一行。每一项都由党员选满意、基本满意、不满意或弃权。",
        error_messages={"required": "请写评议哪几项。"},
    )
    asks_text = forms.BooleanField(label="请党员写几句意见", required=False)
    open_days = forms.IntegerField(
        label="开放几天",
        min_value=1,
        max_value=MOST_DAYS,
        help_text="开始那一天算第一天。",
        error_messages={"required": "请填开放几天。"},
    )
    includes_below = forms.BooleanField(label="下级党组织的党员也参加", required=False)
    names = reason_field(
        "没有账号的党员", help_text="一行写一个姓名；有账号的不用写，开始那一天自动列入名册。没有就空着。"
    )

    def clean_questions(self) -> list[str]:
        return lines_of(self.cleaned_data["questions"])

    def clean_names(self) -> list[str]:
        return lines_of(self.cleaned_data["names"])


class SlipField(forms.CharField):
    """The words of a slip, as written down."""

    def clean(self, value: Any) -> str:
        found = super().clean(value)
        if found and not is_slip(found):
            raise ValidationError(f"字条上有{SLIP}个字母和数字，分成五组。请对照字条再写一遍。")
        return found


class SubmitForm(forms.Form):
    slip = SlipField(widget=forms.HiddenInput, error_messages={"required": "请打开这一页再办。"})


class ReasonForm(forms.Form):
    reason = reason_field("原因", "请写明原因。", max_length=300)


class HandForm(forms.Form):
    """``number``: as the form for taking a code."""

    voter = forms.ModelChoiceField(
        Voter.objects.none(), label="给谁", empty_label="请选", error_messages={"required": "请选给谁。"}
    )
    how = forms.ChoiceField(
        label="怎样投",
        choices=[(PAPER, "领了一张纸质票"), (CODE, "没有账号的：在这台电脑上领一个投票码，请本人自己来看、自己抄")],
        widget=forms.RadioSelect,
        initial=PAPER,
    )
    number = forms.CharField(max_length=32, min_length=32, widget=forms.HiddenInput)

    @classmethod
    def of(cls, evaluation: Evaluation, data: Any, initial: Mapping[str, Any] | None, prefix: str | None) -> "HandForm":
        form = cls(data, initial=dict(initial or {}), prefix=prefix)
        choice = form.fields["voter"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = evaluation.voters.order_by("name", "pk")
        return form


class CountForm(forms.Form):
    slip_one = SlipField(label="第一张字条", required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    slip_two = SlipField(
        label="第二张字条",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="拿字条的两个人一起到场，各写各的。没有人用投票码投票的，两张都不用写。",
    )


class PublishForm(forms.Form):
    results_for = forms.ChoiceField(
        label="给谁看",
        choices=[(PARTY, "本组织和下级的党员"), (SOCIETY, "社会")],
        widget=forms.RadioSelect,
        help_text="方案另有规定的，照方案。",
    )
    hidden = forms.CharField(
        label="哪几条意见不列原文",
        required=False,
        help_text="写编号，用空格隔开，如：2 5。说到某一个人、不宜公布的才写。",
    )

    def clean_hidden(self) -> str:
        """Plain numbers with spaces between; nothing that was meant is passed over, for what is published cannot be taken back."""
        found = NUMBERS_APART.sub(" ", normalize("NFKC", self.cleaned_data["hidden"])).split()
        if len(whole_numbers(found)) < len(found):
            raise ValidationError("请只写编号，用空格隔开，如：2 5。")
        return " ".join(found)


class PaperForm(forms.Form):
    """A number for each mark of each question; the function that takes it is handed ``counts`` in the order of ``MARKS``."""

    sheets = forms.IntegerField(
        label="收回几张", min_value=1, max_value=100_000, error_messages={"required": "请填收回几张纸质票。"}
    )
    texts = reason_field("票上写的意见", help_text="一条写一行；有重样的也各写一行。没有就空着。")

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.questions: Sequence[str] = evaluation.questions
        for number, question in enumerate(self.questions):
            for mark in (mark for mark in MARKS if mark != BLANK):
                self.fields[f"q{number}_{mark}"] = forms.IntegerField(
                    label=f"{question}：{MARKS[mark]}", min_value=0, max_value=100_000, initial=0
                )
        if not evaluation.asks_text:
            del self.fields["texts"]
        self.order_fields(["sheets", *(name for name in self.fields if name.startswith("q")), "texts"])

    def values(self) -> Mapping[str, Any]:
        cleaned = self.cleaned_data
        given = [[cleaned[f"q{at}_{mark}"] for mark in MARKS if mark != BLANK] for at in range(len(self.questions))]
        texts = [line.strip() for line in cleaned.get("texts", "").splitlines() if line.strip()]
        return {"sheets": cleaned["sheets"], "given": given, "texts": texts}


class CodeForm(forms.Form):
    code = forms.CharField(
        label="投票码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        help_text="照领到的写。大写小写、有没有横线都可以。",
        error_messages={"required": "请写投票码。"},
    )


class BallotForm(forms.Form):
    """A choice for each question, none chosen beforehand."""

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.size = len(evaluation.questions)
        for number, question in enumerate(evaluation.questions):
            self.fields[f"q{number}"] = forms.TypedChoiceField(
                label=question, choices=list(MARKS.items()), coerce=int, widget=forms.RadioSelect,
                error_messages={"required": "请选一个，没有意见可以选弃权。"},
            )  # fmt: skip
        if evaluation.asks_text:
            self.fields["text"] = reason_field("还有什么意见", max_length=TEXT_MOST, help_text=KEPT_SECRET)

    def marked(self) -> Marked:
        cleaned = self.cleaned_data
        return Marked([cleaned[f"q{number}"] for number in range(self.size)], cleaned.get("text", ""))
