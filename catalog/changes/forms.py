"""The questions about a change: which entry, what is to become of it, why, and how it is explained to the public."""

from typing import Any

from django import forms

from catalog.changes.models import EntryChange
from catalog.directory.contents import DirectoryTree
from catalog.directory.fields import Values
from catalog.directory.models import Entry
from catalog.directory.staff.forms import EntryForm
from catalog.schemes.choices import Scope
from disclosure.web.forms import reason_field

Kind = EntryChange.Kind
KINDS = [
    (Kind.CHANGE, "变更：改内容、范围、形式、时限或责任"),
    (Kind.WITHDRAW, "撤销：这一项本不该公开，从目录里去掉"),
    (Kind.TERMINATE, "终止：这一项以后不再有，从目录里去掉"),
]
LEAVING = (Kind.WITHDRAW, Kind.TERMINATE)
# What an entry is asked of; its code is kept.
VALUES = (
    "name", "scope", "inside_first", "scope_words", "channels", "limit_kind", "limit_words", "limit_rule", "departments",
    "person_name", "note", "class_2010", "class_2017", "government_entry", "government_url",
)  # fmt: skip


class ChangeForm(EntryForm):
    kind = forms.ChoiceField(
        label="要做什么", choices=KINDS, widget=forms.RadioSelect, error_messages={"required": "请选一种。"}
    )
    reason = reason_field("原因", "请写明原因。", help_text="批准的人会看到。")
    explanation = reason_field(
        "向公众的说明", "请写向公众的说明。", help_text="批准以后原样公布，读者在这一项的页面上看得到。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, pins=(), **kwargs)
        del self.fields["code"], self.fields["pinned_by"]  # a change keeps the code and the rule that pins
        if self.data.get("kind") in LEAVING:
            for name in VALUES:
                self.fields[name].required = False

    def clean(self):
        """A withdrawal or a termination asks nothing of the entry's values."""
        super().clean()
        if self.cleaned_data.get("kind") in LEAVING:
            for name in set(self.errors) & set(VALUES):
                del self.errors[name]
        return self.cleaned_data

    @property
    def value_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in VALUES]

    def values(self) -> Values:
        """What is asked for, as the action takes it."""
        return {"after": self.after()} | {name: self.cleaned_data[name] for name in ("kind", "reason", "explanation")}

    def after(self) -> Values:
        """New values of the fields that were changed."""
        if self.cleaned_data["kind"] != Kind.CHANGE:
            return {}
        asked = set(self.changed_data) & set(VALUES)
        values = self.cleaned_data
        after: dict[str, Any] = {name: values[name] for name in asked - {"departments"}}
        if {"scope", "scope_words"} & asked:
            words = values["scope_words"] if "scope_words" in asked else [Scope(values["scope"]).label]
            after["scope_words"] = words
            after["audience_names"] = words if values["scope"] == Scope.AUDIENCE else []
        if "departments" in asked:
            after["department_names"] = [department.name for department in values["departments"]]
        return after


class WhichForm(forms.Form):
    """The first question; the answer leads to the form above."""

    def __init__(self, *args, tree: DirectoryTree, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entry"] = forms.ChoiceField(label="哪一项", choices=[("", "请选择"), *tree.choices])

    def chosen(self) -> Entry | None:
        pk = self.cleaned_data.get("entry") if self.is_valid() else None
        return Entry.objects.select_related("catalogue__organization").get(pk=int(pk)) if pk else None


class NoteForm(forms.Form):
    note = reason_field("批准意见", max_length=500)


class RefusalForm(forms.Form):
    note = reason_field("为什么不同意", "请写明为什么不同意。", max_length=500)
