"""Form pieces that every staff page shares: the day field, the reason, the upload."""

from django import forms

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


class UploadForm(forms.Form):
    file = forms.FileField(label="选一个文件", help_text="Word、Excel、PDF、图片或文本，单个不超过 50 MB。")


class ReasonForm(forms.Form):
    """A step that only needs its reason, or none at all."""

    reason = forms.CharField(
        label="原因", required=False, widget=REASON_ROWS, error_messages={"required": "请写明原因。"}
    )

    def __init__(self, *args, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason

    def facts(self, offer) -> dict:
        reason = self.cleaned_data["reason"].strip()
        return {"note" if offer.name == "start_correction" else "reason": reason} if offer.needs_reason else {}
