"""The forms of an import: the file, the codes of new organisations, who left, whose slips are printed."""

from collections.abc import Mapping, Sequence

from django import forms
from django.core.validators import RegexValidator

from disclosure.files.reading.package import MOST_BYTES
from disclosure.organizations.fields import OrganizationByName
from disclosure.people.slips import MOST, Waiting, next_portion
from disclosure.people.understanding.holding import END
from disclosure.people.understanding.organisations import CODE
from disclosure.people.understanding.plan import Ending, Place

CODE_HELP = "只能用小写字母、数字和“-”，不能用汉字。例如 caizhengju。"


class WorkbookForm(forms.Form):
    file = forms.FileField(label="Excel 表", help_text="xlsx，也可以是 docx、csv 里的表格。先看，确认以后才写入。")
    organization = OrganizationByName(
        label="放在哪个党组织之下",
        required=False,
        help_text="填名称或代码。表里没有写所在党组织的人，都算这个组织的。整个门户一起导入就不填。",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("文件太大，最多 20 MB。")
        return file


class CodesForm(forms.Form):
    """The code of each new organisation, made from its name."""

    def __init__(self, places: Sequence[Place], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = dict(enumerate(places))
        for number, place in self.places.items():
            self.fields[f"k{number}"] = forms.CharField(
                label=place.name,
                initial=place.code,
                max_length=40,
                validators=[RegexValidator(r"^[a-z0-9-]+$", CODE_HELP)],
            )

    def answers(self) -> Mapping[tuple[str, str], str]:
        """Those that differ from what was made."""
        chosen = {place: self.cleaned_data[f"k{number}"] for number, place in self.places.items()}
        return {(CODE, place.name): code for place, code in chosen.items() if code != place.code}


class EndingsForm(forms.Form):
    """Who is no longer in the workbook: ticked ends today, the rest stays as it is."""

    def __init__(self, endings: Sequence[Ending], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.endings = endings
        self.fields["ended"] = forms.MultipleChoiceField(
            label="勾选的从今天起结束，不勾选的不动",
            choices=[(each.key, each.words) for each in endings],
            initial=[each.key for each in endings if each.is_chosen],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def answers(self) -> Mapping[tuple[str, str], str]:
        ended = self.cleaned_data["ended"]
        return {(END, each.key): END if each.key in ended else "keep" for each in self.endings}


class SlipsForm(forms.Form):
    """Which organisations' slips: one sheet of paper after the other."""

    def __init__(self, waiting: Sequence[Waiting], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = {each.organization.code: each for each in waiting}
        self.fields["organization"] = forms.MultipleChoiceField(
            label="印哪些党组织的",
            help_text=f"一次最多 {MOST} 张，已经替您勾好下一批。再印一次，先前印的就作废。",
            choices=[(code, each.words) for code, each in self.waiting.items()],
            initial=next_portion(waiting),
            widget=forms.CheckboxSelectMultiple,
        )

    def chosen(self) -> list[Waiting]:
        return [self.waiting[code] for code in self.cleaned_data["organization"]]
