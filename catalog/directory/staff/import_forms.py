"""The forms of an import: the file, what its columns and words mean, the template to fill in."""

from django import forms

from catalog.directory.exchange.limit_cell import read_rule
from catalog.directory.importing.wordings import BY_SCHEME, COLUMN, days_in, options
from catalog.directory.models import Catalogue
from catalog.directory.written_fields import EXAMPLES
from disclosure.files.reading.questions import AnswersForm
from disclosure.organizations.models.directory import Organization

UPLOAD_LIMIT = 20 * 1024 * 1024


class UploadForm(forms.Form):
    organization = forms.ModelChoiceField(Organization.objects.none(), label="制定目录的组织")
    file = forms.FileField(label="目录文件", help_text="Word（docx）、Excel（xlsx）或 csv。先看，确认以后才写入。")
    title = forms.CharField(
        label="目录名称", max_length=200, required=False, help_text="不填就用“组织名称＋党务公开目录”。"
    )
    applies_to = forms.ChoiceField(
        label="适用", choices=Catalogue.AppliesTo.choices, initial="own", widget=forms.RadioSelect
    )
    sectors = forms.MultipleChoiceField(
        label="适用的类别",
        choices=Organization.Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只在适用下级各类组织时选；一个也不选，就适用全部下级。",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > UPLOAD_LIMIT:
            raise forms.ValidationError("文件太大，最多 20 MB。")
        return file

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("applies_to") == Catalogue.AppliesTo.OWN:
            cleaned["sectors"] = []
        if cleaned.get("organization") and not cleaned.get("title"):
            cleaned["title"] = f"{cleaned['organization'].name}党务公开目录"
        return cleaned


class DaysField(forms.CharField):
    """When something is due, in words that can be read, or as the scheme has it."""

    def __init__(self, **kwargs):
        super().__init__(max_length=60, help_text=f"照这样写：{EXAMPLES}；或写“{BY_SCHEME}”。", **kwargs)

    def clean(self, value):
        words = super().clean(value)
        if words != BY_SCHEME and read_rule(words) is None:
            raise forms.ValidationError("还是没有读懂，请照下面的样子写。")
        return words


class TemplateForm(forms.Form):
    """Whose words the file to fill in offers."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="哪个组织的样表")


def offer_organizations(form, organizations) -> None:
    """Who keeps one catalogue only need not choose."""
    form.fields["organization"].queryset = organizations
    if len(organizations[:2]) == 1:
        form.fields["organization"].initial = organizations[0]


class ColumnsForm(forms.Form):
    """What each column of the file is read as; a person may say otherwise."""

    def __init__(self, preview, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = dict(enumerate(preview.columns.items()))
        choices = options(COLUMN, preview.rules)
        for number, (title, name) in self.columns.items():
            self.fields[f"c{number}"] = forms.ChoiceField(label=f"表头“{title}”", choices=choices, initial=name)

    def answers(self) -> dict[tuple[str, str], str]:
        """Those that differ from what was read."""
        chosen = {title: (name, self.cleaned_data[f"c{number}"]) for number, (title, name) in self.columns.items()}
        return {(COLUMN, title): said for title, (name, said) in chosen.items() if said != name}


class CatalogueAnswersForm(AnswersForm):
    """Days that were not read are said in words."""

    def field_for(self, question, options):
        return DaysField(label=question.message) if days_in(question.word) else super().field_for(question, options)
