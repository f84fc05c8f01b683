"""The page on which a change is asked for: first which entry, then what is to become of it."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpRequest

from catalog.changes.forms import ChangeForm, WhichForm
from catalog.changes.staff.page import reach
from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.models import Catalogue, Entry
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.roles import MANAGE_CATALOGUE


@dataclass(frozen=True)
class AskingPage:
    """``catalogue``: the one in force there; ``which``: the first question; ``entry`` and ``form``: once it is answered."""

    organizations: QuerySet[Organization]
    organization: Organization | None
    catalogue: Catalogue | None
    which: WhichForm | None
    entry: Entry | None
    form: ChangeForm | None

    @cached_property
    def reach(self) -> str:
        return reach(self.catalogue) if self.catalogue and self.entry else ""


def asking_page_of(request: HttpRequest) -> AskingPage:
    organizations = organizations_with(request, MANAGE_CATALOGUE)
    organization = chosen(request, organizations)
    catalogue = catalogue_for(organization) if organization else None
    which = WhichForm(request.GET or None, tree=entries_of(catalogue)) if catalogue else None
    entry = which.chosen() if which and request.GET.get("entry") else None
    form = change_form(request, entry) if entry else None
    return AskingPage(organizations, organization, catalogue, which, entry, form)


def change_form(request: HttpRequest, entry: Entry) -> ChangeForm:
    maker = entry.catalogue.organization_id
    departments = Department.objects.filter(organization=maker).order_by("position", "pk")
    data = request.POST if request.method == "POST" else None
    return ChangeForm(data, departments=departments, entry=entry)
