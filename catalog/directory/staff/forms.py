"""The forms of the catalogue's desk: upload, answers, entry, place."""

from django import forms

from catalog.directory.entries import BELOW
from catalog.directory.exchange.cells import words
from catalog.directory.exchange.limit_cell import read_rule
from catalog.directory.exchange.rows import SEPARATOR
from catalog.directory.importing.wordings import BY_SCHEME, COLUMN, days_in, options
from catalog.directory.limit_field import EXAMPLES, LimitField, words_of
from catalog.directory.models import Catalogue, Entry
from catalog.schemes.choices import LimitKind, Scope
from disclosure.organizations.models.directory import Organization

UPLOAD_LIMIT = 20 * 1024 * 1024
MOST_RADIOS = 7


class WordsField(forms.CharField):
    """Several words in one line, split by 、, kept as a list."""

    def prepare_value(self, value):
        return SEPARATOR.join(value) if isinstance(value, list) else value

    def clean(self, value):
        return list(words(super().clean(value)).words)


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
        cleaned = super().clean()
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


class AnswersForm(forms.Form):
    """One question for each word, column and sheet that has to be explained; a suggestion is chosen beforehand."""

    def __init__(self, preview, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = dict(enumerate(preview.questions))
        for number, question in self.asked.items():
            if days_in(question.word):
                self.fields[f"q{number}"] = DaysField(label=question.message)
                continue
            choices = [
                (value, f"{label}（建议）" if value == question.suggestion else label)
                for value, label in preview.options(question)
            ]
            widget = forms.RadioSelect if len(choices) <= MOST_RADIOS else forms.Select
            if widget is forms.Select and not question.suggestion:
                choices = [("", "请选择"), *choices]
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=question.message, choices=choices, initial=question.suggestion, widget=widget
            )

    def answers(self) -> dict[tuple[str, str], str]:
        return {
            (question.column, question.word): self.cleaned_data[f"q{number}"]
            for number, question in self.asked.items()
            if self.cleaned_data.get(f"q{number}")
        }


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
    departments = forms.ModelMultipleChoiceField(
        None, label="责任科室", required=False, widget=forms.CheckboxSelectMultiple
    )
    person_name = forms.CharField(label="责任人", max_length=60, required=False)
    pinned_by = forms.ChoiceField(
        label="范围和形式由哪一条规定定死",
        required=False,
        help_text="从规则库里选。选了以后，登记事项时范围和形式不能更改；不选就不锁定。",
    )
    note = forms.CharField(label="说明", max_length=500, required=False)
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

    def clean(self):
        """The entry's values; a blank text becomes the usual word for what was chosen."""
        values = super().clean()
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
