"""What the actions on an order ask."""

from datetime import date
from typing import cast

from django import forms

from disclosure.orders.days import usual_day
from disclosure.organizations.models.directory import Department, Organization
from disclosure.web.forms import DeskForm, day_field, reason_field

MOVES_ON = "遇到休息日，顺延到下一个工作日。"


class OrderForm(DeskForm):
    """``issuers``: in whose names the person may order; ``organization``: to which."""

    what = reason_field("要整改什么", "请写明要整改什么。", max_length=2000)
    why = reason_field("为什么", "请写明为什么要整改。", max_length=2000, help_text="查到了什么、依据是哪一条。")
    due_on = day_field("哪一天前完成", "请填哪一天前完成。", help_text=f"预设15个工作日，可以改；{MOVES_ON}")
    department = forms.ModelChoiceField(
        Department.objects.none(), label="责任科室", required=False, empty_label="由他们自己定"
    )
    issuer = forms.ModelChoiceField(
        Organization.objects.none(), label="以哪个组织的名义", error_messages={"required": "请选择以哪个组织的名义。"}
    )

    def choose_among(self, organization: Organization, issuers: list[Organization], on: date) -> "OrderForm":
        self.initial.setdefault("due_on", usual_day(on))
        departments = organization.departments.filter(is_active=True).order_by("position", "pk")
        cast(forms.ModelChoiceField, self.fields["department"]).queryset = departments
        rows = Organization.objects.filter(pk__in=[each.pk for each in issuers])
        cast(forms.ModelChoiceField, self.fields["issuer"]).queryset = rows
        if len(issuers) == 1:
            self.initial["issuer"] = issuers[0].pk
            self.fields["issuer"].widget = forms.HiddenInput()
        if not departments:
            self.fields["department"].widget = forms.HiddenInput()
        return self


class ReportForm(forms.Form):
    text = reason_field(
        "怎样整改的", "请写明怎样整改的。", max_length=5000, help_text="照片、扫描件请先在上面添加，再报告。"
    )


class EvidenceForm(forms.Form):
    upload = forms.FileField(label="照片或扫描件", help_text="可以不传。能说明问题的，传一两张就行。")


class CloseForm(forms.Form):
    note = reason_field("确认的情况", max_length=1000, help_text="怎样看到的，可以不写。")


class SendBackForm(forms.Form):
    reason = reason_field("还差什么", "请写明还差什么。", max_length=2000)
    due_on = day_field("哪一天前完成", "请填哪一天前完成。", help_text=MOVES_ON)


class WithdrawForm(forms.Form):
    reason = reason_field("为什么撤销", "请写明为什么撤销。", max_length=500)
