"""What filing a catalogue, agreeing on it and putting it in force ask."""

from django import forms
from django.utils import timezone

from disclosure.web.forms import day_field


class FilingForm(forms.Form):
    filed_with = forms.CharField(label="备案机关", max_length=100)
    filed_on = day_field("备案日期", "请填备案日期。")
    number = forms.CharField(label="备案文号", max_length=60, required=False)
    receipt = forms.CharField(label="回执", max_length=200, required=False)


class AgreementForm(forms.Form):
    agreed_with = forms.CharField(label="和哪个机关商定", max_length=100)
    agreed_on = day_field("商定日期", "请填商定日期。", initial=timezone.localdate)


class InForceForm(forms.Form):
    on = day_field("施行日期", "请填施行日期。", initial=timezone.localdate)
