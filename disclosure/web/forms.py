"""Form pieces that every staff page shares: the day field, the reason, the upload."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from disclosure.web.whole_numbers import whole_number

EARLIEST, LATEST, YEAR = date(1949, 10, 1), date(2199, 12, 31), "请核对年份。"
REASON_ROWS = forms.Textarea(attrs={"rows": 3})


class DeskForm(forms.Form):
    """``sometimes_required``: whether they must be filled hangs on another answer, so they are not called optional."""

    sometimes_required: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.sometimes_required:
            self.fields[name].is_sometimes_required = True


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


def reason_field(label: str, missing: str = "", **options: Any) -> forms.CharField:
    """A few lines of text; ``missing``: what is said where they must be written and are not."""
    return forms.CharField(
        label=label, widget=REASON_ROWS, required=bool(missing), error_messages={"required": missing}, **options
    )


def day_field(label: str, missing: str = "", **options: Any) -> forms.DateField:
    """From a day at the end of the calendar no limit could be reckoned; one before ``EARLIEST`` is a slip of the pen."""
    words, plausible = {"required": missing}, [MinValueValidator(EARLIEST, YEAR), MaxValueValidator(LATEST, YEAR)]
    return forms.DateField(
        label=label, widget=DayInput, required=bool(missing), error_messages=words, validators=plausible, **options
    )


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows by their keys; a number that no row can have is refused before the database is asked for it."""

    def clean(self, value):
        for each in value or ():
            if not self.to_field_name and whole_number(str(each)) is None:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": each})
        return super().clean(value)


class UploadForm(forms.Form):
    file = forms.FileField(label="选一个文件", help_text="Word、Excel、PDF、图片或文本，单个不超过 50 MB。")
