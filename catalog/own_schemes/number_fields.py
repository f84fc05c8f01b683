"""How a number of a scheme is asked for: so many days of one kind, or a day in every period."""

import json
from collections.abc import Mapping

from django import forms

from catalog.own_schemes.numbers import Number
from disclosure.deadlines.rules import ORDINALS, PERIOD_NAMES, Rule
from disclosure.deadlines.workdays import WEEKDAY_NAMES

UNITS = (("working_days", "个工作日"), ("calendar_days", "日（自然日）"))


class DaysWidget(forms.MultiWidget):
    def __init__(self):
        super().__init__({"amount": forms.NumberInput(attrs={"min": 1}), "unit": forms.Select(choices=UNITS)})

    def decompress(self, value):
        ((unit, amount),) = (value or {"working_days": ""}).items()
        return [amount, unit]


class DaysField(forms.MultiValueField):
    """So many days of one kind, as a rule's mapping."""

    widget = DaysWidget

    def __init__(self, **kwargs):
        amount = forms.IntegerField(
            min_value=1,
            max_value=366,
            error_messages={"invalid": "天数要填整数。", "min_value": "天数至少是1。", "max_value": "天数最多是366。"},
        )
        super().__init__((amount, forms.ChoiceField(choices=UNITS)), **kwargs)
        self.error_messages["required"] = "请填天数。"

    def compress(self, values):
        return {values[1]: values[0]} if values else {}


class TurnField(forms.ChoiceField):
    """A day in every month, quarter, half-year or year, as a rule's mapping."""

    def __init__(self, rule: Mapping, **kwargs):
        rules = list({json.dumps(each, sort_keys=True): each for each in [rule, *turns(rule)]}.values())
        super().__init__(choices=[(coded(each), Rule.from_mapping(each).describe()) for each in rules], **kwargs)

    def prepare_value(self, value):
        return coded(value) if isinstance(value, dict) else value

    def clean(self, value):
        return json.loads(super().clean(value))


def coded(rule: Mapping) -> str:
    return json.dumps(rule, sort_keys=True)


def turns(rule: Mapping) -> list[Mapping]:
    if "disclosure_day" in rule:
        weekdays, weeks = range(1, len(WEEKDAY_NAMES) + 1), range(1, len(ORDINALS) + 1)
        return [{"disclosure_day": {"weekday": day, "nth": week}} for week in weeks for day in weekdays]
    return [{"period_end": period} for period in PERIOD_NAMES]


def field_of(number: Number) -> forms.Field:
    """Asked the way the scheme counts: in days, or by periods."""
    given = {"label": number.label, "help_text": f"现在：{number.words}"}
    is_days = set(number.rule) <= {unit for unit, _label in UNITS}
    return DaysField(**given) if is_days else TurnField(number.rule, **given)
