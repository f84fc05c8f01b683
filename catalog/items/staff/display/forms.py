"""The desk's forms on how long an item is shown, when it goes outside, and on disclosing it again."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalog.items.models import Item
from catalog.items.staff.forms import display_help
from catalog.schemes.rules import SchemeRules
from disclosure.web.forms import REASON_ROWS, DayInput


class DisplayForm(forms.Form):
    display_until = forms.DateField(label="展示到哪一天", widget=DayInput, required=False)

    def __init__(self, data: Any, *, item: Item, rules: SchemeRules | None):
        super().__init__(data, initial={"display_until": item.display_until})
        self.fields["display_until"].help_text = display_help(rules, item.limit_kind)


class StageForm(forms.Form):
    outside_after_days = forms.IntegerField(
        label="党内公开几天后向社会公开",
        required=False,
        min_value=0,
        max_value=365,
        help_text="到那一天自动向社会公开。不填就不自动公开，由人按“向社会公开”。",
    )

    def __init__(self, data: Any, *, item: Item):
        super().__init__(data, initial={"outside_after_days": item.outside_after_days})


class RedisclosureForm(forms.Form):
    reason = forms.CharField(
        label="为什么再次公开",
        max_length=300,
        widget=REASON_ROWS,
        help_text="写一句读者看得懂的话，如“根据党员意见整改后再次公开”。再次公开后会显示出来。",
        error_messages={"required": "请写明为什么再次公开。"},
    )
    event_on = forms.DateField(
        label="哪一天决定的",
        widget=DayInput,
        help_text="整改完成或决定再次公开的那一天，期限从次日起算。",
        error_messages={"required": "请填是哪一天决定的。"},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_event_on(self):
        event_on = self.cleaned_data["event_on"]
        if event_on > self.today:
            raise ValidationError("这一天还没有到。")
        return event_on
