"""The questions of each step. What was answered before is at hand as ``asking``."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from disclosure.files.store import megabytes
from disclosure.web.forms import DeskForm
from disclosure.web.frame import add_errors
from feedback.cases.files import MOST
from feedback.cases.forms import fields
from feedback.cases.forms.received import ANONYMOUS, NAMED, ReceivedForm
from feedback.cases.models.cases import Case
from feedback.cases.public.asking.about import in_use
from feedback.cases.states import REQUESTS, Kind

ACCOUNT = "account"
REPLY_BY = Case.ReplyBy
SUBJECT_WORDS = {
    Kind.TOPIC: ("想请党组织公开什么", "一句话说清楚，例如：办公楼维修用了多少钱。"),
    Kind.APPLICATION: ("申请公开什么", "一句话说清楚，例如：我的党费缴纳记录。"),
    Kind.OPINION: ("关于什么的意见", "一句话说清楚，例如：公开栏的字太小。"),
    Kind.QUESTION: ("想问什么", "一句话说清楚，例如：组织关系怎么转。"),
}
TEXT_HELP = {
    Kind.TOPIC: "哪一年、哪件事、想知道到什么程度。写得越清楚，答复越快。",
    Kind.APPLICATION: "信息的名称、时间，或者其他能找到它的线索。",
    Kind.OPINION: "发生了什么，您希望怎样改。请不要写别人的身份证号、电话。",
    Kind.QUESTION: "把您的情况说清楚，答复才能对得上。",
}
NAMELESS_FILES = "您选了匿名：文件里可能留有作者姓名、拍照地点，办理的人看得到，请先去掉。"


class AskingForm(DeskForm):
    def __init__(self, data=None, files=None, *, asking, **kwargs):
        self.asking = asking
        super().__init__(data, files, **kwargs)


class WhereForm(AskingForm):
    organization = forms.ChoiceField(
        label="向哪个党组织提",
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个党组织。", "invalid_choice": "没有这个党组织，或者它已经停用。请重新选。"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = self.asking.offered
        chosen = in_use(str((self.data if self.is_bound else self.initial).get("organization", "")))
        rows = [*([chosen] if chosen and chosen not in offered else []), *offered]
        self.fields["organization"].choices = [(row.code, row.name) for row in rows]


class KindForm(AskingForm):
    kind = fields.choice_field("您要哪一种", "请选一种。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in self.asking.sheet.kinds]

    def clean_kind(self):
        kind, permissions = self.cleaned_data["kind"], self.asking.permissions
        if permissions and (refusal := permissions.refusal(kind)):
            raise ValidationError(refusal)
        return kind


class WhatForm(AskingForm):
    subject = fields.subject_field("请用一句话写明标题。", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    text = fields.text_field("请写明详细内容。", label="详细说明")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.asking.kind or Kind.TOPIC
        self.fields["subject"].label, self.fields["subject"].help_text = SUBJECT_WORDS[kind]
        self.fields["text"].help_text = TEXT_HELP[kind]


class WhyForm(AskingForm):
    purpose = forms.CharField(
        label="为什么想知道，或者做什么用",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="可以不写。不写不影响答复。",
        error_messages={"max_length": "最多500个字。"},
    )


class ReplyForm(ReceivedForm, AskingForm):
    """``who``: with the own account, by name, without a name, or ``for-<code>`` in the name of an organisation."""

    who = fields.choice_field("用什么名义", "请选一种。")
    name = forms.CharField(label="姓名", required=False, max_length=60)
    reply_by = fields.choice_field(
        "怎样答复您",
        "请选一种。",
        choices=REPLY_BY.choices,
        help_text="不管选哪一种，都可以用查询码在网上看进展和答复。",
    )
    email = fields.email_field(help_text="选了电子邮件才填。")
    phone = fields.phone_field(help_text="选了短信或电话才填。")
    address = forms.CharField(
        label="通信地址", required=False, max_length=200, help_text="选了书信才填，写清楚收信人。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = who_choices(self.asking)
        self.fields["who"].choices = choices
        self.initial = {"who": choices[0][0] if choices else "", "reply_by": REPLY_BY.SITE, **self.initial}

    def clean(self):
        """The rules of receiving a case, said where they can still be mended."""
        cleaned = super().clean()
        if "who" in cleaned and "reply_by" in cleaned:
            case = Case(
                kind=self.asking.kind,
                reply_by=cleaned["reply_by"],
                is_anonymous=self.is_anonymous(),
                received_on=self.asking.on,
            )
            self.check(case, self.identity(), self.asking.on)
        return cleaned

    def is_anonymous(self) -> bool:
        return self.cleaned_data["who"] == ANONYMOUS

    def identity(self) -> Mapping[str, Any]:
        """As ``receive_case`` takes it."""
        given, who = {**self.contacts()}, self.cleaned_data["who"]
        if who == ACCOUNT or who.startswith("for-"):
            given |= {"person": self.asking.reader, "name": ""}
        branches = self.asking.permissions.may_for(self.asking.kind) if who.startswith("for-") else []
        applicant = next((row for row in branches if f"for-{row.code}" == who), None)
        return given | ({"applicant": applicant} if applicant else {})


def who_choices(asking) -> list[tuple[str, str]]:
    """Named or not: an application always names its applicant. A signed-in person sends with the own account."""
    kind, permissions, reader = asking.kind, asking.permissions, asking.reader
    in_person = kind not in REQUESTS or (permissions and permissions.may_in_person(kind))
    own = (ACCOUNT, f"用我的账号（{reader}）") if reader.is_authenticated else (NAMED, "写我的姓名")
    nameless = [(ANONYMOUS, "匿名：不留姓名和账号")] if kind != Kind.APPLICATION else []
    branches = permissions.may_for(kind) if permissions and kind else []
    return [
        *([own] if in_person else []),
        *[(f"for-{row.code}", f"以“{row.name}”的名义") for row in branches],
        *(nameless if in_person else []),
    ]


class CheckForm(AskingForm):
    """The last page: letters to add, and for who has no account the portal's own test."""

    sometimes_required = ("answer",)

    files = fields.FilesField(
        label="附上材料",
        required=False,
        allow_empty_file=True,
        help_text=f"最多{MOST}个，每个不超过{megabytes(settings.LETTER_FILE_MAX_BYTES)}：图片、PDF、Word、Excel 都可以。请不要附涉密材料。",
    )
    challenge = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.CharField(
        label="小题",
        required=False,
        max_length=10,
        help_text="答一道小题，挡住自动发件的程序。写数字或者汉字都行。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args, error: ValidationError | None = None, **kwargs):
        """``error``: what the press before was refused for."""
        super().__init__(*args, **kwargs)
        if self.asking.values.get("who") == ANONYMOUS:
            self.fields["files"].help_text += NAMELESS_FILES
        if error:
            add_errors(self, error)
