"""Changes of the catalogue at the desk: the list, the questions, the page on which whoever made the catalogue decides."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.changes import actions as changes
from catalog.changes.guard import maker_of, subject_of, url_of
from catalog.changes.models import EntryChange
from catalog.changes.offers import offers_for
from catalog.changes.staff.forms import ChangeForm, WhichForm
from catalog.changes.staff.page import context_of, reach
from catalog.changes.to_do import in_sight
from catalog.directory.contents import catalogue_for, entries_of
from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Department
from disclosure.organizations.roles import DESK_PERMISSIONS, MANAGE_CATALOGUE
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed


@admin.register(EntryChange)
class EntryChangeAdmin(ScopedAdmin):
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["subject", "kind", "state", "organization", "maker", "asked_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["organization", "catalogue__organization"]
    search_fields = ["entry_code", "entry__name", "organization__name", "organization__code"]
    search_help_text = "按代码、公开内容、党组织查找"
    ordering = ["-pk"]
    change_list_template = "admin/catalog/entrychange/list.html"

    @admin.display(description="事项")
    def subject(self, change):
        return subject_of(change)

    @admin.display(description="制定目录的组织")
    def maker(self, change):
        return maker_of(change)

    def scope(self, request):
        return in_sight(access_for(request))

    def has_view_permission(self, request, obj=None):
        return access_for(request).has_any(*self.view_permissions)

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return access_for(request).has_any(MANAGE_CATALOGUE)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.asking_page), name="catalog_entrychange_add"),
            path("<int:pk>/change/", wrap(self.change_page), name="catalog_entrychange_change"),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name="catalog_entrychange_act"),
        ]
        return own + super().get_urls()

    # --- asking ---

    def asking_page(self, request):
        """First which entry, then what is to become of it."""
        organizations = organizations_with(request, MANAGE_CATALOGUE)
        organization = chosen(request, organizations)
        catalogue = catalogue_for(organization) if organization else None
        which = WhichForm(request.GET or None, tree=entries_of(catalogue)) if catalogue else None
        entry = which.chosen() if which and request.GET.get("entry") else None
        form = self.form_for(request, catalogue, entry) if entry else None
        if form and request.method == "POST" and form.is_valid():
            found = self.ask(request, organization, entry, form)
            if found:
                messages.success(request, f"已申请，等{catalogue.organization}批准。批准以前目录不变。")
                return HttpResponseRedirect(url_of(found))
        context = {
            "title": "申请变更目录事项",
            "organization": organization,
            "organizations": organizations,
            "catalogue": catalogue,
            "which": which,
            "entry": entry,
            "form": form,
            "reach": reach(catalogue) if entry else "",
        }
        return self.page(request, "admin/catalog/entrychange/ask.html", context)

    def form_for(self, request, catalogue, entry) -> ChangeForm:
        departments = Department.objects.filter(organization=catalogue.organization_id).order_by("position", "pk")
        data = request.POST if request.method == "POST" else None
        return ChangeForm(data, departments=departments, entry=entry)

    def ask(self, request, organization, entry, form) -> EntryChange | None:
        words = {name: form.cleaned_data[name] for name in ("kind", "reason", "explanation")}
        given = {"organization": organization, "entry": entry, "after": form.after(), **words}
        try:
            return changes.ask(**given, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_errors(form, error)
        return None

    # --- deciding ---

    def change_page(self, request, pk, bound=None):
        context = context_of(self.found(request, pk), access_for(request), bound or {})
        return self.page(request, "admin/catalog/entrychange/page.html", {"title": context["heading"], **context})

    def act(self, request, pk, name):
        """Take one of the offered steps. A second press finds it taken and says so."""
        change = self.found(request, pk)
        offer = next((each for each in offers_for(change, access_for(request)) if each.name == name), None)
        if offer is None:
            messages.warning(request, "这件申请已经有人办过，或者现在还轮不到您。")
            return HttpResponseRedirect(url_of(change))
        form = offer.form(request.POST, prefix=name)
        if not form.is_valid():
            return self.change_page(request, pk, {name: form})
        try:
            offer.act(change, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_errors(form, error)
            return self.change_page(request, pk, {name: form})
        messages.success(request, offer.done)
        return HttpResponseRedirect(url_of(change))

    # --- small pieces ---

    def found(self, request, pk) -> EntryChange:
        rows = self.get_queryset(request).select_related(
            "organization", "catalogue__organization", "asked_by", "decided_by", "announcement", "new_catalogue",
            "filing__deadline",
        )  # fmt: skip
        change = rows.filter(pk=pk).first()
        if change is None:
            raise Http404("没有这件申请，或者它不在您的工作范围内。")
        return change

    def page(self, request, template: str, context: dict):
        return framed(self, request, template, context["title"], context)
