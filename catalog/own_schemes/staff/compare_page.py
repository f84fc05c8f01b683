"""Which schemes there are to begin from, side by side: days, approval, ways of refusing, display, filing."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog.own_schemes.actions import WRITING
from catalog.own_schemes.comparing import Column, compare
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.models import Scheme
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.web.frame import framed
from disclosure.web.whole_numbers import whole_number

TEMPLATE = "admin/catalog/schemedraft/compare.html"
MOST = 5


class SchemesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Scheme) -> str:
        return name_of(obj)


class WhichForm(forms.Form):
    """``schemes``: what is laid side by side; until somebody chooses, what a draft was copied from,
    else all there are, up to five."""

    schemes = SchemesField(
        Scheme.objects.none(), label="把哪几份放在一起看", to_field_name="slug", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, data, *, organization: Organization):
        super().__init__(data)
        self.open = Scheme.objects.open_to(organization).order_by("organization__path", "title", "pk")
        which = self.fields["schemes"]
        assert isinstance(which, forms.ModelMultipleChoiceField)
        which.queryset = self.open

    def asked(self, draft: SchemeDraft | None) -> list[Scheme]:
        found = list(self.cleaned_data["schemes"]) if self.is_valid() else []
        usual = [draft.scheme] if draft and draft.scheme else list(self.open[:MOST])
        return found or usual


def name_of(scheme: Scheme) -> str:
    """By whose it is: titles are alike."""
    return f"{scheme.issuer or scheme.title}{f'（{scheme.document_number}）' if scheme.organization_id else ''}"


def compare_page(model_admin, request: HttpRequest) -> HttpResponse:
    organizations = organizations_with(request, *WRITING)
    draft = draft_asked(model_admin, request)
    organization = draft.organization if draft else chosen(request, organizations) or organizations.first()
    if organization is None:
        raise PermissionDenied("您没有起草方案的岗位。")
    form = WhichForm(request.GET if "schemes" in request.GET else {}, organization=organization)
    columns = [column_of(scheme, organization) for scheme in form.asked(draft)]
    if draft:
        columns = [Column("正在起草的", draft.title, "", draft.document), *columns]
    shown = {"form": form, "columns": columns, "groups": compare(columns), "organization": organization, "draft": draft}
    return framed(model_admin, request, TEMPLATE, "几份方案放在一起看", shown)


def draft_asked(model_admin, request: HttpRequest) -> SchemeDraft | None:
    """One that the person may see."""
    asked = whole_number(request.GET.get("draft", ""))
    rows = model_admin.get_queryset(request).select_related("organization", "scheme")
    return rows.filter(pk=asked).first() if asked else None


def column_of(scheme: Scheme, organization: Organization) -> Column:
    begin = reverse("admin:catalog_schemedraft_add")
    asked = urlencode({"organization": organization.code, "scheme": scheme.slug})
    return Column(name_of(scheme), scheme.title, f"{begin}?{asked}", scheme.data)
