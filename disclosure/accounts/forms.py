"""What the two administrators write."""

from django import forms


class ResetForm(forms.Form):
    reason = forms.CharField(
        label="为什么重设", max_length=300, help_text="例如：本人忘记密码，当面核对过身份。本人和安全管理员会收到通知。"
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(label="为什么不同意", max_length=300)
