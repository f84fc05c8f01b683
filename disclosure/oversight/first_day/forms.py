"""What is asked where a portal or an account begins."""

from datetime import datetime

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordForm

from disclosure.organizations.forms import USERNAME_HELP
from disclosure.organizations.models.people import User
from disclosure.organizations.portal.models import Portal
from disclosure.organizations.start_codes.codes import find

PASSWORD_HELP = "至少 8 个字符，不能全是数字，不要用姓名、用户名和常见的密码。"
CODE_HELP = "12 位字母和数字，像 7KQF-3MXR-9TPW。大小写、空格、横线都没关系。"
LONGEST = 60
FOOT = ("responsible", "phone")


class CodeField(forms.CharField):
    """Kept from the browser's memory; capital letters on a phone's keyboard."""

    def __init__(self, label: str, missing: str):
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        words = {"required": missing}
        super().__init__(
            label=label,
            help_text=CODE_HELP,
            max_length=LONGEST,
            widget=forms.TextInput(attrs=attrs),
            error_messages=words,
        )


class TimedForm(forms.Form):
    """``now``: the moment at which the code must be good."""

    def __init__(self, *args, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now


class CodeForm(TimedForm):
    """``person``: whose code it is, once valid."""

    code = CodeField("开始码", "请输入纸条上的开始码。")
    person: User

    def clean_code(self):
        person = find(self.cleaned_data["code"], now=self.now, is_portal=False).person
        assert person is not None
        self.person = person
        return self.cleaned_data["code"]


class ChosenPasswordForm(SetPasswordForm):
    code = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "自己定一个密码"
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].label = "再输一次"


class NameForm(forms.ModelForm):
    """An account without a password."""

    class Meta:
        model = User
        fields = ["full_name", "username"]
        help_texts = {"username": USERNAME_HELP}
        error_messages = {
            "full_name": {"required": "请写姓名。"},
            "username": {"required": "请写用户名。", "unique": "这个用户名有人用了，请换一个。"},
        }


class WelcomeForm(TimedForm, BaseUserCreationForm):
    """The first account, and what stands at the foot of every page."""

    responsible = Portal._meta.get_field("responsible").formfield(
        help_text="写在每一页的页脚，如“某县机关党工委办公室”。以后可以改。"
    )
    phone = Portal._meta.get_field("phone").formfield(help_text="写在每一页的页脚。以后可以改。")
    code = CodeField("一次性码", "请输入安装的人给您的一次性码。")
    field_order = ["code", "full_name", "username", "password1", "password2", *FOOT]

    class Meta(NameForm.Meta):
        pass

    def clean_code(self):
        find(self.cleaned_data["code"], now=self.now, is_portal=True)
        return self.cleaned_data["code"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].label = "您的姓名"
        del self.fields["username"].widget.attrs["autofocus"]
        self.fields["password1"].help_text = PASSWORD_HELP
        self.fields["password2"].label, self.fields["password2"].help_text = "再输一次密码", ""
