"""导出登记簿: which one, whose, of which year, as what."""

from django import forms
from django.core.exceptions import ValidationError

from catalog.archive.registers.exporting import FORMAT_LABELS
from catalog.archive.registers.kinds import KINDS, kinds_for
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization

FIRST_YEAR = 1949


class RegisterForm(forms.Form):
    register = forms.ChoiceField(
        label="哪一本", widget=forms.RadioSelect, error_messages={"required": "请选择哪一本登记簿。"}
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="党组织", empty_label=None, to_field_name="code"
    )
    year = forms.IntegerField(
        label="哪一年",
        min_value=FIRST_YEAR,
        error_messages={"required": "请填哪一年。", "invalid": "请填四位数字的年份。", "min_value": "请核对年份。"},
    )
    format = forms.ChoiceField(
        label="格式", choices=list(FORMAT_LABELS.items()), widget=forms.RadioSelect, initial="docx"
    )

    def __init__(self, *args, access: Access, **kwargs):
        super().__init__(*args, **kwargs)
        self.access = access
        kinds = kinds_for(access)
        self.fields["register"].choices = [(kind.name, f"{kind.label}：{kind.hint}") for kind in kinds]
        self.fields["register"].initial = kinds[0].name if kinds else None
        self.fields["organization"].queryset = organizations_for(access)
        self.fields["year"].initial = access.on.year

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > self.access.on.year:
            raise ValidationError("这一年还没有到。")
        return year

    def clean(self):
        cleaned = super().clean()
        kind, organization = KINDS.get(cleaned.get("register", "")), cleaned.get("organization")
        if kind and organization and not any(self.access.can(name, organization) for name in kind.permissions):
            self.add_error("organization", f"您不能导出这个组织的{kind.label}。")
        return cleaned


def organizations_for(access: Access):
    permissions = {name for kind in kinds_for(access) for name in kind.permissions}
    return Organization.objects.filter(pk__in=access.organization_ids(*permissions))
