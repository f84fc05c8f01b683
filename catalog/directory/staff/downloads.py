"""Files for the desk: a catalogue as it is, and the sheet on which a new one is filled in."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone

from catalog.directory.exporting import catalogue_file
from catalog.directory.government_columns import government_file
from catalog.directory.importing.template import template_for
from catalog.directory.staff.import_forms import TemplateForm, offer_organizations
from catalog.schemes.rules import find_scheme
from disclosure.files.serving import download
from disclosure.organizations.models.directory import Organization


def template(model_admin, request):
    """The file to fill in, with the words of the scheme by which the organisation works today."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = TemplateForm(request.GET)
    offer_organizations(form, model_admin.choices_in_scope(request, Organization))
    if not form.is_valid():
        return redirect("admin:catalog_catalogue_import")
    organization = form.cleaned_data["organization"]
    rules = find_scheme(organization, timezone.localdate())
    return download(template_for(organization, rules), f"{organization.name}党务公开目录样表.xlsx")


def catalogue(model_admin, request, pk, kind):
    file = government_file if request.GET.get("columns") == "government" else catalogue_file
    return file(model_admin.context_of(request, pk).subject, kind)
