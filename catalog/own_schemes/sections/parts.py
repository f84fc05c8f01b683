"""Forms about parts of a scheme's document: one mapping, or the rows of a list.

A field is named by the key it asks for: ``applies_to__kind`` is ``kind`` in ``applies_to``; ``with_`` is ``with``, a word of
Python's own. What is left empty is no key of the part.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory

from catalog.directory.written_fields import LimitField, words_of
from disclosure.deadlines.rules import LimitError
from disclosure.web.forms import DeskForm

Row = Mapping[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [], ())
NOTHING: Row = {}
MOST_ROWS = 200
GROUND = ("article", "sentence", "preset", "preset_reason")


class PartForm(DeskForm):
    """``sometimes_required``: must be written, unless the part is left empty as a whole; ``shown``: what the list of sections says of it;
    ``folded``: what stands below the others, under ``fold_title``; ``own``: fields that are no key; ``is_there``: it was
    written before."""

    shown: ClassVar[tuple[str, ...]] = ()
    folded: ClassVar[tuple[str, ...]] = ()
    own: ClassVar[tuple[str, ...]] = ()
    fold_title = "出自哪一条，原句怎么说"

    def __init__(self, *args: Any, part: Row | None = None, **kwargs: Any):
        self.is_there = bool(part)
        super().__init__(*args, **{**kwargs, "initial": self.initial_of(part or NOTHING)})

    def initial_of(self, part: Row) -> Row:
        found = {name: value_at(part, name) for name in self.asked()}
        return {name: value for name, value in found.items() if value is not None}

    def clean(self) -> Any:
        if not self.is_empty:
            for name in self.sometimes_required:
                if self.cleaned_data.get(name) in EMPTY and name not in self.errors:
                    self.add_error(name, f"请填“{self.fields[name].label}”。")
        return self.cleaned_data

    @property
    def is_empty(self) -> bool:
        """Nothing is written, ticked or chosen in it; what always has a value does not count."""
        values = ((name, self.cleaned_data.get(name)) for name in self.asked() if not self.fields[name].required)
        return not any(value for name, value in values if not self.fields[name].widget.is_hidden) and not self.errors

    @classmethod
    def asked(cls) -> list[str]:
        """Names of the fields that ask for a key."""
        return [name for name in cls.base_fields if name not in cls.own]

    @classmethod
    def paths(cls) -> list[str]:
        """applies_to.kind"""
        return [".".join(keys_of(name)) for name in cls.asked()]

    def field_of(self, keys: Sequence[str]) -> str | None:
        """The field that asks for the key, the outermost where it asks for a whole value."""
        return next((name for name in self.asked() if keys and keys_of(name) == list(keys)[: len(keys_of(name))]), None)

    def part(self) -> Row:
        """As the document has it; empty where nothing was written. A ground that is still to be given is there, and empty."""
        if self.is_empty:
            return {}
        found: dict[str, Any] = {}
        for name in self.asked():
            if (value := self.cleaned_data.get(name)) not in EMPTY:
                *parents, last = keys_of(name)
                place = found
                for key in parents:
                    place = place.setdefault(key, {})
                place[last] = value
        made = without_lonely_ticks(found)
        for prefix in self.grounds():
            grounded: Any = value_at(made, prefix) if prefix else made
            if grounded is not None:
                grounded.setdefault("article", "")
                grounded.setdefault("sentence", "")
        return made

    @classmethod
    def grounds(cls) -> Iterator[str]:
        """Keys of the mappings of it that have a ground of their own; empty for itself."""
        for prefix in {name.rpartition("__")[0] for name in cls.asked()}:
            own = {f"{prefix}__{key}" if prefix else key for key in GROUND}
            if own <= set(cls.asked()):
                yield prefix

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (*self.folded, "DELETE", "seen")]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded if name in self.fields]

    @property
    def is_fold_open(self) -> bool:
        return any(name in self.errors for name in self.folded)

    def limits(self) -> Iterator[tuple[str, str]]:
        """Label and words of the time limits that were written in it."""
        for name, field in self.fields.items():
            if isinstance(field, LimitField) and name in self.changed_data and self.cleaned_data.get(name):
                yield str(field.label), words_of(self.cleaned_data[name])

    @classmethod
    def say(cls, part: Row) -> str:
        """The part in one line."""
        values = (words(cls.base_fields[name], value_at(part, name)) for name in cls.shown)
        return "，".join(filter(None, values))


class Grounded(PartForm):
    """With where it stands in the document, or that the document does not say so and why it is set that way."""

    folded: ClassVar[tuple[str, ...]] = GROUND
    article = forms.CharField(label="出自第几条", max_length=60, required=False, help_text="如：四（二）1、第九条。")
    sentence = forms.CharField(
        label="文件里的原句", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    preset = forms.BooleanField(
        label="文件里没有写，是我们先这样定的（预设）", required=False, help_text="公开的页面上会标明“预设”。"
    )
    preset_reason = forms.CharField(
        label="为什么这样定", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def is_fold_open(self) -> bool:
        """Where the ground has still to be given, it is seen at once."""
        return super().is_fold_open or (self.is_there and not (self["sentence"].value() or self["preset"].value()))

    def clean(self) -> Any:
        super().clean()
        preset, reason = self.cleaned_data.get("preset"), self.cleaned_data.get("preset_reason")
        if preset and not reason:
            self.add_error("preset_reason", "预设的，请写为什么这样定。")
        if reason and not preset:
            self.add_error("preset", "写了为什么这样定的，请勾上这一格。")
        return self.cleaned_data


class PartRows(BaseFormSet):
    """The rows of a list: those there are, each with a tick that takes it away, and empty ones to be filled."""

    form: type[PartForm]

    def __init__(self, data: Any = None, *, rows: Sequence[Row] = (), **kwargs: Any):
        self.rows = list(rows)
        super().__init__(data, initial=[{} for _row in self.rows], **kwargs)

    def get_form_kwargs(self, index: int | None) -> Any:
        return {"part": self.rows[index]} if index is not None and index < len(self.rows) else {}

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "删除这一项"

    def parts(self) -> list[Row]:
        gone = self.deleted_forms
        return [part for form in self.forms if form not in gone and (part := form.part())]


def rows_of(form: type[PartForm], extra: int) -> Any:
    """The class of its rows."""
    return formset_factory(
        form, formset=PartRows, extra=extra, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS
    )


# --- keys and values ---


def keys_of(name: str) -> list[str]:
    """applies_to__kind → applies_to, kind; with_ → with."""
    return [key.removesuffix("_") for key in name.split("__")]


def value_at(part: Row, name: str) -> Any:
    found: Any = part
    for key in keys_of(name):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def without_lonely_ticks(part: dict[str, Any]) -> Row:
    """A mapping inside in which nothing is said but "no" is not there."""
    lonely = {
        key
        for key, value in part.items()
        if isinstance(value, dict) and set(map(type, value.values())) == {bool} and not any(value.values())
    }
    return {key: value for key, value in part.items() if key not in lonely}


def words(field: forms.Field, value: Any) -> str:
    """A value of the document as people read it."""
    if value in EMPTY or value is False:
        return ""
    if value is True:
        return str(field.label)
    if isinstance(field, LimitField):
        return limit_words(value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = dict(choices)
        chosen = value if isinstance(value, list) else [value]
        return "、".join(str(labels.get(each, each)) for each in chosen)
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def limit_words(rule: Row | None) -> str:
    """Empty where there is none or it cannot be read."""
    try:
        return words_of(rule) if rule else ""
    except LimitError:
        return ""
