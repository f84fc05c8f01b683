"""What the secretary writes of somebody who joins, and whom the administrator found."""

from typing import Any

from django import forms

from disclosure.organizations.fields import PersonByName
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Membership
from disclosure.web.forms import day_field


class AskForm(forms.Form):
    named = forms.CharField(
        label="姓名", max_length=60, help_text="写全名；同名的可以写用户名。有没有这个账号，这里不说。",
        error_messages={"required": "请写姓名。"},
    )  # fmt: skip
    kind = forms.ChoiceField(label="身份", choices=Membership.Kind.choices, initial=Membership.Kind.PARTY)
    department = forms.ModelChoiceField(Department.objects.none(), label="科室", required=False, empty_label="不分科室")
    from_on = day_field("从哪天起", "请填从哪天起。")

    def __init__(self, *args, organization: Organization, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["department"]
        field.queryset = Department.objects.filter(organization=organization).order_by("position", "pk")


class SettleForm(forms.Form):
    person = PersonByName(label="是哪个账号", searches=True)
