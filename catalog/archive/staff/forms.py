"""归档: the one question is how long the package is kept."""

from django import forms

from catalog.archive.models import ArchiveRecord
from catalog.archive.retention import suggested_retention
from catalog.items.models import Item


class ArchiveForm(forms.Form):
    retention = forms.ChoiceField(
        label="保管期限",
        choices=ArchiveRecord.Retention.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择保管期限。"},
    )

    def __init__(self, *args, item: Item, **kwargs):
        super().__init__(*args, **kwargs)
        suggestion = suggested_retention(item)
        self.fields["retention"].initial = suggestion.retention
        self.fields["retention"].help_text = suggestion.why
