"""Fields that several forms of cases have."""

from typing import Any

from django import forms

from feedback.cases.models.choices import SUBJECT, TEXT


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is scanned when it is kept, not here."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(file, initial) for file in data or []]


def choice_field(label: str, missing: str, **options: Any) -> forms.ChoiceField:
    """Radio buttons; ``missing``: what is said where none is chosen."""
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, error_messages={"required": missing}, **options)


def lines_field(label: str, missing: str = "", *, rows: int, **options: Any) -> forms.CharField:
    """Text of several lines; ``missing``: what is said where it must be written and is not."""
    widget, words = forms.Textarea(attrs={"rows": rows}), {"required": missing}
    return forms.CharField(label=label, widget=widget, required=bool(missing), error_messages=words, **options)


def subject_field(missing: str, **options: Any) -> forms.CharField:
    words = {"required": missing, "max_length": f"标题最多{SUBJECT}个字，详细的写在下面。"}
    return forms.CharField(max_length=SUBJECT, error_messages=words, **options)


def text_field(missing: str, **options: Any) -> forms.CharField:
    words = {"required": missing, "max_length": f"内容最多{TEXT}个字，再多请放进附件。"}
    return forms.CharField(max_length=TEXT, widget=forms.Textarea(attrs={"rows": 8}), error_messages=words, **options)


def email_field(**options: Any) -> forms.EmailField:
    words = {"invalid": "电子邮箱不对，例如 name@example.com。"}
    return forms.EmailField(label="电子邮箱", required=False, error_messages=words, **options)


def phone_field(**options: Any) -> forms.RegexField:
    return forms.RegexField(
        r"^[\d\s()（）+\-－—]{5,40}$",
        label="电话",
        required=False,
        error_messages={"invalid": "电话只写数字，例如 0535-1234567。"},
        widget=forms.TextInput(attrs={"type": "tel"}),
        **options,
    )
