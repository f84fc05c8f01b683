"""What the two administrators write, and what a person asks of a token."""

from django import forms


class ResetForm(forms.Form):
    reason = forms.CharField(
        label="为什么重设", max_length=300, help_text="例如：本人忘记密码，当面核对过身份。本人和安全管理员会收到通知。"
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(label="为什么不同意", max_length=300)


class TokenForm(forms.Form):
    name = forms.CharField(label="用在哪里", max_length=60, help_text="例如“县里的大屏”“每月统计的程序”。")
    days = forms.TypedChoiceField(
        label="用多久", coerce=int, choices=[(30, "30天"), (90, "90天"), (365, "一年")], initial=90
    )
