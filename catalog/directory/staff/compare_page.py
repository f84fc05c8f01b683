"""Two versions of the catalogues of one organisation, side by side at the desk."""

from django import forms

from catalog.directory.comparison import compare
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


def compare_page(model_admin, request, pk):
    """The version before and this one, until others are chosen."""
    catalogue = model_admin.context_of(request, pk).subject
    versions = Catalogue.objects.filter(organization=catalogue.organization_id).order_by("title", "-version", "pk")
    before = versions.filter(title=catalogue.title, version__lt=catalogue.version).order_by("-version").first()
    asked = {name: request.GET[name] for name in ("old", "new") if name in request.GET}
    given = {"old": (before or catalogue).pk, "new": catalogue.pk, **asked}
    form = VersionsForm(given, versions=versions)
    chosen = form.cleaned_data if form.is_valid() else {}
    comparison = compare(**chosen) if chosen else None
    names = {name: version_words(version) for name, version in chosen.items()}
    title = f"比较版本：{catalogue.title}"
    return desk_page(
        model_admin, request, "compare", title=title, catalogue=catalogue, form=form, comparison=comparison, **names
    )
