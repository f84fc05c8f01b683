"""The forms of one node of a catalogue: heading, entry, place."""

from typing import Any

from django import forms

from catalog.directory.entries import BELOW
from catalog.directory.government import matter_field, require_matter, url_field
from catalog.directory.models import Catalogue, Entry
from catalog.directory.written_fields import LimitField, WordsField, words_of
from catalog.rules.taxonomies import suggestion, taxonomies
from catalog.schemes.choices import LimitKind, Scope
from disclosure.web.forms import RowsField


class HeadingForm(forms.Form):
    code = forms.CharField(label="代码", max_length=40, required=False)
    name = forms.CharField(label="名称", max_length=300)
    note = forms.CharField(label="说明", max_length=500, required=False)


class EntryForm(forms.Form):
    """An entry in the catalogue's own words beside what they mean."""

    code = forms.CharField(label="公开代码", max_length=40)
    name = forms.CharField(label="公开内容", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    scope = forms.ChoiceField(label="公开范围", choices=Scope.choices)
    inside_first = forms.BooleanField(label="先党内后党外", required=False)
    scope_words = WordsField(label="范围在目录里的写法", required=False, help_text="特定对象写名称，用顿号隔开。")
    limit_kind = forms.ChoiceField(label="时限类别", choices=LimitKind.choices)
    limit_words = forms.CharField(label="时限在目录里的写法", max_length=100, required=False)
    limit_rule = LimitField(label="本事项的时限", required=False, help_text="不填就按实施方案。")
    departments = RowsField(None, label="责任科室", required=False, widget=forms.CheckboxSelectMultiple)
    person_name = forms.CharField(label="责任人", max_length=60, required=False)
    pinned_by = forms.ChoiceField(
        label="范围和形式由哪一条规定定死",
        required=False,
        help_text="从规则库里选。选了以后，登记事项时范围和形式不能更改；不选就不锁定。",
    )
    note = forms.CharField(label="说明", max_length=500, required=False)
    class_2010 = forms.ChoiceField(required=False)
    class_2017 = forms.ChoiceField(required=False)
    government_entry = matter_field()
    government_url = url_field()
    # Last, because it hides the module's name below it; shown behind the scope.
    channels = WordsField(label="公开形式", required=False, help_text="用顿号隔开。")

    field_order = ("code", "name", "scope", "inside_first", "scope_words", "channels")

    def __init__(self, *args, departments, pins, entry: Entry | None = None, **kwargs):
        kept = {}
        if entry is not None:
            kept = {name: getattr(entry, name) for name in EntryForm.base_fields}
            kept["departments"] = entry.departments.all()
        super().__init__(*args, initial=kept, **kwargs)
        self.fields["departments"].queryset = departments
        self.fields["pinned_by"].choices = [("", "不锁定"), *pins]
        self.offer_classes(entry)

    def offer_classes(self, entry: Entry | None) -> None:
        """Where none is chosen the likeliest is offered, and marked; it is kept when the person saves."""
        chosen = {name: getattr(entry, name, "") for name in taxonomies()}
        heading = entry.get_ancestors().filter(rank=Entry.Rank.CATEGORY).first() if entry else None
        for name, taxonomy in taxonomies().items():
            field: Any = self.fields[name]
            field.label, field.help_text = taxonomy.title, f"{taxonomy.name}，见{taxonomy.source}。可以不归。"
            offer = "" if chosen[name] else suggestion(name, chosen, heading.name if heading else "")
            field.choices = [
                (key, f"{label}（建议）" if key and key == offer else label) for key, label in taxonomy.choices
            ]
            if offer:
                self.initial[name] = offer
                field.help_text += "这里先选了建议的一类，请核对；不对的改掉再保存。"

    def clean(self):
        """The entry's values; a blank text becomes the usual word for what was chosen."""
        values = super().clean()
        require_matter(self)
        if self.errors:
            return values
        values["scope_words"] = values["scope_words"] or [Scope(values["scope"]).label]
        usual = words_of(values["limit_rule"]) if values["limit_rule"] else kind_word(values["limit_kind"])
        values["limit_words"] = values["limit_words"] or usual
        values["audience_names"] = values["scope_words"] if values["scope"] == Scope.AUDIENCE else []
        values["departments"] = list(values["departments"])
        return values


def kind_word(kind: str) -> str:
    return LimitKind(kind).label.removesuffix("公开")


class PlaceForm(forms.Form):
    """Where a node stands: below which heading."""

    parent = forms.ModelChoiceField(Entry.objects.none(), label="放在哪个目录下", empty_label=None)

    def __init__(self, *args, catalogue: Catalogue, rank: str, **kwargs):
        super().__init__(*args, **kwargs)
        places = [place for place, ranks in BELOW.items() if rank in ranks]
        self.fields["parent"].queryset = Entry.objects.filter(catalogue=catalogue, rank__in=places).order_by("lft")
        self.fields["parent"].label_from_instance = place_label


def place_label(node: Entry) -> str:
    return "最上一级" if node.rank == Entry.Rank.ROOT else f"{'　' * (node.level - 1)}{node}"
