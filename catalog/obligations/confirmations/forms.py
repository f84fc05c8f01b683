"""What the confirmation and its rhythm ask."""

from django import forms

from catalog.obligations.confirmations.models import Rhythm
from disclosure.web.forms import reason_field


class EntriesForm(forms.Form):
    """Entries by their codes; the page gives the choices."""

    entries = forms.MultipleChoiceField(
        label="哪几项",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "请至少选一项。",
            "invalid_choice": "%(value)s：已经有了答复，或者不归您确认。下面是最新的，请看过再按。",
        },
    )


class RhythmForm(forms.Form):
    every = forms.ChoiceField(
        label="下级多久确认一次",
        choices=Rhythm.Every.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选多久确认一次。"},
    )
    reason = reason_field("理由", "请写明理由。", max_length=300, help_text="写进记录。")
