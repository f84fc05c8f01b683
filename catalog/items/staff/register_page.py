"""登记一件事: one organisation is chosen first where the person works for several; then the new draft opens."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from catalog.directory.contents import DirectoryTree, catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items.actions.registering import register_item
from catalog.items.models import Item
from catalog.items.staff.frame import page
from catalog.items.staff.register_form import OpenMilestone, RegisterForm, open_milestones
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DRAFT
from disclosure.web.frame import add_errors


def register_pages(desk) -> list:
    def register_page(request):
        organizations = organizations_with(request, DRAFT)
        organization = chosen(request, organizations)
        form = form_for(request, organization)
        if request.method == "POST" and organization and form.is_valid():
            item = register(request, organization, form)
            if item:
                messages.success(request, "已登记。接下来写内容。")
                return HttpResponseRedirect(f"{item.staff_url}?step=content")
        shown = {"form": form, "organization": organization, "organizations": organizations}
        return page(desk, request, "register", "登记一件事", **shown)

    return [path("add/", desk.admin_site.admin_view(register_page), name="catalog_item_add")]


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


def register(request, organization: Organization, form: RegisterForm) -> Item | None:
    values = {"title": form.cleaned_data["title"], "event_on": form.cleaned_data["event_on"], **dict(form.plan())}
    try:
        return register_item(
            organization=organization, entry=form.chosen_entry(), by=request.user, now=timezone.now(), **values
        )
    except ValidationError as error:
        add_errors(form, error)
    return None


def entry_in(tree: DirectoryTree | None, pk: str) -> str:
    """The entry that a link asked for; of an older version of the catalogue, the one that has its code today."""
    if tree is None or not pk.isdecimal() or len(pk) > 18 or any(str(line.pk) == pk for line in tree.entries):
        return pk
    code = Entry.objects.filter(pk=pk).values_list("code", flat=True).first()
    return next((str(line.pk) for line in tree.entries if line.code == code), "")


def of_entry(milestones: list[OpenMilestone], tree: DirectoryTree | None, pk: str) -> list[OpenMilestone]:
    """The milestones of the entry a link asked for: who came for another is not asked about them."""
    line = next((line for line in tree.entries if str(line.pk) == pk), None) if tree else None
    return [each for each in milestones if each.entry_code == line.code] if line else milestones
