"""The questions of the register's page."""

from django import forms
from django.utils import timezone

from disclosure.web.forms import day_field, reason_field

LONG = forms.Textarea(attrs={"rows": 14})


class SendForm(forms.Form):
    sent_on = day_field("报送日期", "请填哪一天报送的。", initial=timezone.localdate)
    number = forms.CharField(
        label="报送文号", max_length=60, required=False, help_text="有文号的写上，如“党备〔2026〕3号”。"
    )


class ReceiptForm(forms.Form):
    received_on = day_field("上级收到的日期", "请填上级哪一天收到的。")
    receipt = forms.CharField(
        label="回执",
        max_length=200,
        help_text="回执的文号，或者谁签收的。",
        error_messages={"required": "请写回执的文号或内容。"},
    )


class CommentForm(forms.Form):
    text = reason_field("意见", "请写意见。", help_text="只提一次，报送的组织会收到。")


class DropForm(forms.Form):
    reason = reason_field("为什么不再报送", "请写明为什么不再报送。", max_length=200, help_text="会留在登记簿里。")


class ContentForm(forms.Form):
    """What the superior reads; a title where it begins with one: a report's is written too."""

    title = forms.CharField(label="标题", max_length=300, error_messages={"required": "请写标题。"})
    content = forms.CharField(label="报送内容", widget=LONG, error_messages={"required": "请写报送内容。"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "title" not in self.initial:
            del self.fields["title"]
