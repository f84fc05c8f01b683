"""The questions of the rollout plan: its days, the days of a stage, and why a task counts as done."""

from collections.abc import Sequence
from datetime import date

from django import forms

from disclosure.oversight.rollout.actions import Span
from disclosure.web.forms import day_field

MISSING = "请填日期。"


class StartForm(forms.Form):
    """Two days a stage of the scheme, filled in with the document's lengths."""

    def __init__(self, *args, stages: Sequence[dict], spans: Sequence[Span], **kwargs):
        super().__init__(*args, **kwargs)
        self.stages = stages
        for place, (from_on, until_on) in enumerate(spans, 1):
            self.fields[f"from_{place}"] = day("开始", from_on)
            self.fields[f"until_{place}"] = day("结束", until_on)

    def groups(self) -> list[tuple[dict, list[forms.BoundField]]]:
        """The scheme's stages, each with its two fields."""
        return [(row, [self[f"from_{place}"], self[f"until_{place}"]]) for place, row in enumerate(self.stages, 1)]

    def spans(self) -> list[Span]:
        return [
            (self.cleaned_data[f"from_{place}"], self.cleaned_data[f"until_{place}"])
            for place in range(1, len(self.stages) + 1)
        ]


def day(label: str, initial: date) -> forms.DateField:
    field = day_field(label, MISSING, initial=initial)
    field.error_messages["invalid"] = "请按“2026-05-08”的样子填日期。"
    return field


class DatesForm(forms.Form):
    from_on, until_on = day_field("开始", MISSING), day_field("结束", MISSING)


class BeginForm(forms.Form):
    """From which day the proposal counts."""

    start = day_field("第一个阶段从哪一天开始")


class WordsForm(forms.Form):
    """A line beside a tick, or why a plan ends."""

    text = forms.CharField(required=False, max_length=300)
