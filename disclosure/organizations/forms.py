"""The desk's forms on organisations, posts and accounts: they check by the rules of the actions they lead to."""

from django import forms
from django.contrib.auth.forms import UsernameField
from django.core.validators import RegexValidator
from django.utils import timezone

from disclosure.organizations import actions
from disclosure.organizations.fields import OrganizationByName, department_called
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.organizations.names.pinyin import code_from, username_from

STRUCTURE_FIELDS = ["name", "short_name", "code", "kind", "sector", "is_active"]
CARD_FIELDS = ["responsible_person", "office_name", "address", "supervision_phone", "mailbox", "spokesperson"]
ARCHIVE_FIELDS = ["fonds_number", "archive_category"]
PERSONAL_FIELDS = ["username", "full_name", "phone", "email", "is_active"]
CODE_ERROR = "代码不能用汉字、大写字母和空格，只能用小写字母、数字和“-”。例如“县财政局党支部”写 xiancaizhengju；不知道怎么写就空着。"
CODE_FIT = RegexValidator(r"^[a-z0-9-]+$", CODE_ERROR)
USERNAME_HELP = "登录时用，字母、数字都可以，例如姓名的拼音。"


class OrganizationForm(forms.ModelForm):
    superior = OrganizationByName(label="上级组织", required=False, help_text="填上级的名称或代码；最上级留空。")
    code = forms.CharField(
        label="代码",
        max_length=40,
        required=False,
        validators=[CODE_FIT],
        help_text="写在网址里（/o/代码/），也用来导入导出，定了就不要再改。空着不写，按简称或名称的拼音编一个。",
    )

    class Meta:
        model = Organization
        fields = [*STRUCTURE_FIELDS, *CARD_FIELDS, *ARCHIVE_FIELDS]

    def clean(self):
        cleaned = super().clean()
        if "code" in cleaned and not cleaned["code"]:
            taken = set(Organization.objects.exclude(pk=self.instance.pk).values_list("code", flat=True))
            cleaned["code"] = self.instance.code or code_from(
                cleaned.get("short_name") or cleaned.get("name", ""), taken
            )
        return cleaned


class TermForm(forms.ModelForm):
    """A post or membership: begins with a department of its own organisation, ends once and not before it began."""

    def clean_until_on(self):
        until_on = self.cleaned_data["until_on"]
        if not self.instance.pk:
            return until_on
        if until_on is None:
            raise forms.ValidationError("请填结束的日期。")
        actions.require_possible_end(type(self.instance).objects.get(pk=self.instance.pk), until_on)
        return until_on

    def clean(self):
        cleaned = super().clean()
        if isinstance(name := cleaned.get("department"), str):
            organization = cleaned.get("organization")
            cleaned["department"] = department_called(name, organization) if name and organization else None
        if not self.instance.pk and "organization" in cleaned:
            actions.require_own_department(cleaned["organization"], cleaned.get("department"))
        return cleaned


class PostForm(TermForm):
    by: User | None = None

    class Meta:
        model = Post
        fields = ["person", "organization", "department", "role", "title", "from_on", "until_on"]

    def clean_person(self):
        person = self.cleaned_data["person"]
        actions.require_another_person(person, by=self.by)
        if not self.instance.pk:
            actions.require_no_administrator(person)
        return person


class MembershipForm(TermForm):
    class Meta:
        model = Membership
        fields = ["person", "organization", "department", "kind", "from_on", "until_on"]


class AccountForm(forms.ModelForm):
    """An existing account. ``by`` is the signed-in administrator."""

    by: User | None = None

    class Meta:
        model = User
        fields = [*PERSONAL_FIELDS, "administrator"]
        help_texts = {
            "username": USERNAME_HELP,
            "is_active": "离岗的人取消勾选：不能再登录，办过的事和记录都留着。",
        }

    def clean_administrator(self):
        kind = self.cleaned_data["administrator"]
        if "administrator" in self.changed_data:
            person, on = User.objects.get(pk=self.instance.pk), timezone.localdate()
            actions.require_administrator_possible(person, kind, by=self.by, on=on)
        return kind


class NewAccountForm(forms.ModelForm):
    """Without a password: a start code lets the person choose one."""

    class Meta:
        model = User
        fields = ["username", "full_name", "phone", "email"]
        field_classes = {"username": UsernameField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].required = False
        self.fields["username"].help_text = f"{USERNAME_HELP}空着不写，按姓名的拼音编一个。"

    def clean(self):
        cleaned = super().clean() or {}
        if not cleaned.get("username") and cleaned.get("full_name") and "username" in cleaned:
            taken = {name.lower() for name in User.objects.values_list("username", flat=True)}
            cleaned["username"] = username_from(cleaned["full_name"], taken)
        return cleaned

    def save(self, commit=True):
        person = super().save(commit=False)
        person.set_unusable_password()
        if commit:
            person.save()
        return person
