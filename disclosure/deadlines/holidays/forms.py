"""What the system administrator enters to change the calendar."""

from django import forms
from django.core.exceptions import ValidationError

from disclosure.deadlines.holidays.changes import understand
from disclosure.web.forms import day_field

FIRST_YEAR, LAST_YEAR = 2008, 2099


class NoticeForm(forms.Form):
    """``cleaned_data["understood"]`` is what the pasted text says."""

    text = forms.CharField(
        label="放假通知全文",
        help_text="把国务院办公厅《关于某年部分节假日安排的通知》连标题一起粘贴到这里。",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=20000,
    )
    year = forms.IntegerField(
        label="年份",
        help_text="粘贴的文字没有标题时才要填。",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )

    def clean(self):
        values = super().clean()
        if "text" in values and "year" in values:
            values["understood"] = understand(values["text"], values["year"])
        return values


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", max_length=200, help_text="会记入审计，并告诉到期日变动的责任人。")


class DayForm(ReasonForm):
    on = day_field("哪一天", "这个字段是必填项。")
    is_working = forms.TypedChoiceField(
        label="改成",
        choices=[("no", "放假"), ("yes", "上班")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="名称", max_length=40, help_text="例如“防汛停工”“市庆”。")
    field_order = ["on", "is_working", "name", "reason"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            raise ValidationError("请核对年份。")
        return on
