"""What is asked of a commenter on the site, and of the desk about consultations and meetings."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from catalog.bulletins.forms import ScopedForm
from disclosure.organizations.models.directory import Organization
from disclosure.web.forms import DeskForm, day_field, reason_field
from feedback.consultations.actions.comments import NAME, TEXT
from feedback.consultations.models import Comment, Consultation, Meeting

NAMED, UNNAMED = "named", "unnamed"
KEPT_INSIDE = "姓名只有本组织的工作人员看得到，不会公布。"


class CommentForm(DeskForm):
    """A member gives the account's name or, where it is allowed, none; everyone else may write a name."""

    text = forms.CharField(
        label="您的意见",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写清楚是哪一条、想怎么改。不要写身份证号和电话。",
        error_messages={"required": "请写您的意见。"},
    )
    signature = forms.ChoiceField(label="要不要署名", widget=forms.RadioSelect, initial=NAMED, help_text=KEPT_INSIDE)
    name = forms.CharField(label="姓名", max_length=NAME, required=False, error_messages={"required": "请写姓名。"})
    once = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, consultation: Consultation, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid4().hex
        is_known, allows = person.is_authenticated, consultation.allows_anonymous
        self.fields["signature"].choices = [(NAMED, f"署名：{person}"), (UNNAMED, "不署名，也不记账号")]
        self.fields["name"].required = not allows
        self.fields["name"].help_text = f"可以不写。{KEPT_INSIDE}" if allows else KEPT_INSIDE
        for name in ("signature",) * (not is_known or not allows) + ("name",) * is_known:
            del self.fields[name]

    def values(self) -> Mapping[str, Any]:
        cleaned = dict(self.cleaned_data)
        return {"is_anonymous": cleaned.pop("signature", NAMED) == UNNAMED, **cleaned}


class ConsultationForm(ScopedForm):
    sometimes_required = ("audiences", "body")
    scope_label = "向谁征求"
    title = forms.CharField(
        label="标题",
        max_length=200,
        help_text="如“关于修订党支部工作制度征求意见”。",
        error_messages={"required": "请写标题。"},
    )
    body = forms.CharField(
        label="征求意见稿",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "data-editor": ""}),
        help_text="可以从 Word 粘贴。稿子也可以作为附件添加，正文写为什么征求意见、请大家看哪几条。",
    )
    from_on = day_field("从哪天开始", "请填开始的日期。")
    until_on = day_field(
        "到哪天截止",
        "请填截止的日期。",
        help_text="截止当天还可以提。截止后15个工作日内要公布采纳情况。",
    )
    allows_anonymous = forms.BooleanField(label="可以不留姓名", required=False)
    field_order = ["title", "body", "scope", "audiences", "from_on", "until_on", "allows_anonymous"]

    def clean(self):
        cleaned = super().clean()
        from_on, until_on = cleaned.get("from_on"), cleaned.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", "截止日期不能早于开始日期。")
        return cleaned


class MeetingForm(ScopedForm):
    sometimes_required = ("audiences", "minutes")
    scope_label = "记录给谁看"
    kind = forms.ChoiceField(label="种类", choices=Meeting.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="议题", max_length=200, error_messages={"required": "请写议题。"})
    consultation = forms.ModelChoiceField(
        Consultation.objects.none(),
        label="为哪份征求意见开的",
        required=False,
        empty_label="单独开的",
        help_text="选了以后，记录会列在那份征求意见的页面上。",
    )
    held_on = day_field("日期", "请填开会的日期。")
    place = forms.CharField(label="地点", max_length=200, error_messages={"required": "请写地点。"})
    attendance = forms.IntegerField(
        label="到会人数",
        min_value=1,
        max_value=100_000,
        error_messages={"required": "请填到会人数。", "min_value": "请核对到会人数。"},
    )
    attendees = reason_field(
        "参加人员", max_length=2000, help_text="读者看得到。可以只写身份，如“党员代表8人、群众代表5人”。"
    )
    minutes = forms.CharField(
        label="会议记录",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "data-editor": ""}),
        help_text="谁说了什么、有什么结论。公布前必须写好。",
    )
    field_order = [
        "kind", "title", "consultation", "held_on", "place", "attendance", "attendees", "minutes", "scope", "audiences",
    ]  # fmt: skip

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, organization=organization, **kwargs)
        own = Consultation.objects.filter(organization=organization, withdrawn_at__isnull=True)
        self.fields["consultation"].queryset = own.only("title").order_by("-pk")


class WithdrawForm(forms.Form):
    reason = reason_field("为什么撤下", "请写明原因。", max_length=300)


class ExtendForm(forms.Form):
    until_on = day_field("延长到哪天", "请填新的截止日期。")
    reason = reason_field("为什么延长", "请写明原因。", max_length=300)


class SummaryForm(forms.Form):
    summary = forms.CharField(
        label="采纳情况",
        widget=forms.Textarea(attrs={"rows": 12, "data-editor": ""}),
        help_text="听到哪些意见，采纳了什么，没有采纳的是为什么。收到几条、采纳几条，页面会自己数。",
        error_messages={"required": "请写采纳情况。"},
    )


class EnterForm(forms.Form):
    """What was written or said by telephone."""

    text = forms.CharField(
        label="意见",
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "请写意见的内容。"},
    )
    given_on = day_field("哪天收到的", "请填收到意见的那一天。")
    name = forms.CharField(
        label="提意见人的姓名", max_length=NAME, required=False, help_text="对方没有留姓名就不填。不会公布。"
    )


class DecideForm(DeskForm):
    """The ticked numbers of the comments are posted beside it."""

    sometimes_required = ("reply",)
    result = forms.ChoiceField(
        label="怎样答复",
        choices=[(row.value, row.label) for row in Comment.Result if row.value],
        widget=forms.RadioSelect,
        error_messages={"required": "请选采纳、部分采纳或不采纳。"},
    )
    reply = reason_field("说明", max_length=500, help_text="会公布。没有全部采纳的，要写为什么。")
    is_hidden = forms.BooleanField(
        label="公布时不列原文", required=False, help_text="原文说到某个人、不宜公布的，请勾选；答复照样公布。"
    )
