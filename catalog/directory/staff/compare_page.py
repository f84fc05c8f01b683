"""Two versions of the catalogues of one organisation, side by side at the desk."""

from django import forms

from catalog.directory.comparison import compare, sentence
from catalog.directory.models import Catalogue
from catalog.directory.staff.frame import desk_page


class VersionsForm(forms.Form):
    old = forms.ModelChoiceField(Catalogue.objects.none(), label="先看哪一版", empty_label=None)
    new = forms.ModelChoiceField(Catalogue.objects.none(), label="和哪一版比", empty_label=None)

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = versions
            field.label_from_instance = version_words


def version_words(catalogue: Catalogue) -> str:
    return f"{catalogue}，{catalogue.get_state_display()}"


def compare_page(desk, request, pk):
    """The version before and this one, until others are chosen."""
    catalogue = desk.context_of(request, pk).subject
    versions = Catalogue.objects.filter(organization=catalogue.organization_id).order_by("title", "-version", "pk")
    before = versions.filter(title=catalogue.title, version__lt=catalogue.version).order_by("-version").first()
    asked = {name: request.GET[name] for name in ("old", "new") if name in request.GET}
    given = {"old": (before or catalogue).pk, "new": catalogue.pk, **asked}
    form = VersionsForm(given, versions=versions)
    comparison = compare(form.cleaned_data["old"], form.cleaned_data["new"]) if form.is_valid() else None
    return desk_page(
        desk,
        request,
        "compare",
        title=f"比较版本：{catalogue.title}",
        catalogue=catalogue,
        form=form,
        old=version_words(form.cleaned_data["old"]) if comparison else "",
        new=version_words(form.cleaned_data["new"]) if comparison else "",
        sentence=sentence(comparison) if comparison else "",
        rows=comparison.differing if comparison else [],
    )
