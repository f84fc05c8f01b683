"""One section as a form of its page: the forms of its parts, saved together or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.sections.blocks import Block
from catalog.own_schemes.sections.missing import keys_to
from catalog.own_schemes.sections.parts import PartForm
from catalog.own_schemes.sections.table import Section
from catalog.schemes.document.reading import check_data, in_words
from disclosure.files.written.faults import Fault as Wrong
from disclosure.web.components import Fault


class SectionForm(forms.Form):
    """``parts``: each block with its form or its rows. ``seen``: what the page showed; without it nothing is written over."""

    seen = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "请打开这一页再保存。"})

    def __init__(self, data: Any = None, *, section: Section, draft: SchemeDraft):
        super().__init__(data)
        self.section, self.draft = section, draft
        self.parts: list[tuple[Block, Any]] = section.bind(draft.document, data)

    def is_valid(self) -> bool:
        return super().is_valid() and self.fit()

    def fit(self) -> bool:
        return all(form.is_valid() for _block, form in self.parts)

    def clean(self) -> Any:
        """What the fields alone cannot know is said beside them too: two rows of one name, a period that does not come back."""
        if self.fit():
            document = self.section.written(self.draft.document, self.parts)
            for fault in check_data({**document, "title": self.draft.title}).wrong:
                for block, form, keys in self.part_at(keys_to(document, fault.place)):
                    block.refuse(form, keys, fault.message)
        return self.cleaned_data

    def part_at(self, keys: list[str]) -> list[tuple[Block, Any, list[str]]]:
        """The part in which the place is asked for, with what is left of the way to it; empty where it is another section's."""
        found = [(block, form, block.path.split(".")) for block, form in reversed(self.parts)]
        return [(block, form, keys[len(own) :]) for block, form, own in found if keys[: len(own)] == own][:1]

    def missing(self, faults: Iterable[Wrong]) -> list[Fault]:
        """What the section as it stands still lacks, with where it is written."""
        document = self.draft.document
        return [
            Fault(in_words(fault), f"#{block.field_at(form, keys).id_for_label}")
            for fault in faults
            for block, form, keys in self.part_at(keys_to(document, fault.place))
        ]

    def values(self) -> Mapping[str, Any]:
        """As the action takes it; the text of the draft stays as it is."""
        draft = self.draft
        kept = {"title": draft.title, "body": draft.body, "binds_below": draft.binds_below}
        document = self.section.written(draft.document, self.parts)
        return {**kept, "document": document, "seen": self.cleaned_data["seen"]}

    def visible_fields(self) -> list[forms.BoundField]:
        """Of all parts: what was typed can be copied where it cannot be kept any more."""
        return [field for form in self.part_forms() for field in form.visible_fields()]

    def part_forms(self) -> Iterator[PartForm]:
        for block, form in self.parts:
            yield from form.forms if block.is_list else [form]

    @property
    def has_rows(self) -> bool:
        return any(block.is_list for block, _form in self.parts)

    def faults(self) -> list[Fault]:
        """Each refused field, with where it stands on the page."""
        return [
            fault_of(form, name, str(words))
            for form in self.part_forms()
            for name, errors in form.errors.items()
            for words in errors
        ]

    def understood(self) -> Iterator[str]:
        """What was read of the time limits that somebody wrote."""
        for form in self.part_forms():
            yield from (f"{label}：{said}" for label, said in form.limits())


def fault_of(form: PartForm, name: str, words: str) -> Fault:
    if name not in form.fields:
        return Fault(words)
    field = form[name]
    return Fault(f"{field.label}：{words}", f"#{field.id_for_label or field.auto_id}")
