"""Form fields that find a row by what people know of it: a user name, an organisation's code."""

from django import forms

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User


class TypedChoice(forms.ModelChoiceField):
    """Chosen by typing its key, so that no page lists the whole table."""

    widget = forms.TextInput
    key: str

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name=self.key, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            return self.queryset.filter(pk=value).values_list(self.key, flat=True).first()
        return super().prepare_value(value)


class PersonByUsername(TypedChoice):
    key = "username"
    default_error_messages = {"invalid_choice": "没有这个用户名的在用账号。"}

    def __init__(self, **kwargs):
        super().__init__(User.objects.filter(is_active=True), help_text="填用户名。", **kwargs)


class OrganizationByCode(TypedChoice):
    key = "code"
    default_error_messages = {"invalid_choice": "没有这个代码的党组织。"}

    def __init__(self, **kwargs):
        super().__init__(Organization.objects.all(), **kwargs)
