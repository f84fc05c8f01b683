"""登记一件事: one organisation is chosen first where the person works for several; then the new draft opens."""

from datetime import date

from django.urls import path
from django.utils import timezone

from catalog.directory.contents import DirectoryTree, catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items.actions.registering import register_item
from catalog.items.staff.frame import page
from catalog.items.staff.register_form import OpenMilestone, RegisterForm, open_milestones
from catalog.schemes.rules import NoScheme, scheme_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DRAFT
from disclosure.web.whole_numbers import whole_number


def register_pages(model_admin) -> list:
    def register_page(request):
        organizations = organizations_with(request, DRAFT)
        organization = chosen(request, organizations)
        form = form_for(request, organization)
        if request.method == "POST" and organization and form.is_valid():
            values = dict(form.values())
            answer = model_admin.begin(request, register_item, organization, form, values, "?step=content")
            if answer is not None:
                return answer
        may_register = form.has_catalogue or (organization and has_scheme(organization, timezone.localdate()))
        shown = {"form": form, "organization": organization, "organizations": organizations}
        return page(model_admin, request, "register", "登记一件事", may_register=may_register, **shown)

    return [path("add/", model_admin.admin_site.admin_view(register_page), name="catalog_item_add")]


def has_scheme(organization: Organization, on: date) -> bool:
    """Without rules nothing can be registered, off the catalogue either."""
    try:
        scheme_for(organization, on)
    except NoScheme:
        return False
    return True


def form_for(request, organization: Organization | None) -> RegisterForm:
    catalogue = catalogue_for(organization) if organization else None
    tree = entries_of(catalogue) if catalogue else None
    data = request.POST if request.method == "POST" else None
    entry = entry_in(tree, request.GET.get("entry", ""))
    milestones = open_milestones(organization) if organization else []
    if data is None:
        milestones = of_entry(milestones, tree, entry)
    initial = {name: request.GET.get(name, "") for name in ("event_on", "duty")}
    return RegisterForm(
        data, tree=tree, today=timezone.localdate(), milestones=milestones, initial={**initial, "entry": entry}
    )


def entry_in(tree: DirectoryTree | None, pk: str) -> str:
    """The entry that a link asked for; of an older version of the catalogue, the one that has its code today."""
    key = whole_number(pk)
    if tree is None or key is None or any(line.pk == key for line in tree.entries):
        return pk
    code = Entry.objects.filter(pk=key).values_list("code", flat=True).first()
    return next((str(line.pk) for line in tree.entries if line.code == code), "")


def of_entry(milestones: list[OpenMilestone], tree: DirectoryTree | None, pk: str) -> list[OpenMilestone]:
    """The milestones of the entry a link asked for: who came for another is not asked about them."""
    line = next((line for line in tree.entries if str(line.pk) == pk), None) if tree else None
    return [each for each in milestones if each.entry_code == line.code] if line else milestones
