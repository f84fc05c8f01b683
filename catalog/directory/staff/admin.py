"""Catalogues for the staff: the list, the page with its tree, the actions, the downloads (LK-04, QJ-03)."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path

from catalog.directory.actions import catalogues
from catalog.directory.models import Catalogue
from catalog.directory.staff import downloads, entry_pages, import_page
from catalog.directory.staff.compare_page import compare_page
from catalog.directory.staff.frame import desk_page, posted
from catalog.directory.staff.page import filed_word, page_of
from disclosure.organizations.roles import APPROVE, DRAFT, MANAGE_CATALOGUE, PUBLISH, REVIEW, WATCH
from disclosure.workflow.staff.admin import ProcedureAdmin


@admin.register(Catalogue)
class CatalogueAdmin(ProcedureAdmin):
    """Each action has a page of its own."""

    workflow = catalogues
    page_template = "admin/catalog/catalogue/page.html"
    page_reads = ("organization", "scheme")
    take_name = "do"
    prefixes_fields = False
    not_found = "没有这份目录。"
    change_permission = MANAGE_CATALOGUE
    view_permissions = (DRAFT, REVIEW, APPROVE, PUBLISH, WATCH)
    list_display = ["title", "organization", "version", "state", "filed", "in_force_from"]
    list_filter = ["state", "applies_to"]
    list_select_related = ["organization", "scheme"]
    search_fields = ["title", "organization__name", "organization__code"]
    ordering = ["organization__path", "-version", "pk"]
    change_list_template = "admin/catalog/catalogue/list.html"

    @admin.display(description="备案")
    def filed(self, catalogue):
        return filed_word(catalogue)

    def has_change_permission(self, request, obj=None):
        return self.may(request, self.changing, obj)

    def get_urls(self):
        return [
            self.page("import/", import_page.upload, "import"),
            self.page("import/template/", downloads.template, "template"),
            self.page("import/<uuid:key>/", import_page.preview, "preview"),
            self.page("<int:pk>/download/<slug:kind>/", downloads.catalogue, "download"),
            self.page("<int:pk>/compare/", compare_page, "compare"),
            self.page("<int:pk>/entries/add/<slug:rank>/", entry_pages.add, "add_entry"),
            self.page("entries/<int:pk>/", entry_pages.change, "entry"),
            self.page("entries/<int:pk>/move/", entry_pages.move, "move_entry"),
            self.page("entries/<int:pk>/remove/", entry_pages.remove, "remove_entry"),
            *super().get_urls(),
        ]

    def page(self, route, view, name):
        def run(request, *args, **kwargs):
            return view(self, request, *args, **kwargs)

        return path(route, self.admin_site.admin_view(run), name=f"catalog_catalogue_{name}")

    def page_of(self, context):
        return page_of(context)

    def take(self, request, pk, name):
        """Asks once more on GET, acts on POST."""
        context, action = self.context_of(request, pk), catalogues.actions.get(name)
        catalogue = context.subject
        if action is None or not action.is_button:
            raise Http404
        if not action.who.allows(catalogue, context.access):
            raise PermissionDenied
        form = self.stamped_form(action, context, posted(request))
        if form.is_bound and form.is_valid():
            found = self.carry_out(request, action, catalogue, form, form.cleaned_data)
            if found is not None:
                return redirect(self.url_after(catalogue, found))
        title = f"{action.label}：{catalogue}"
        return desk_page(self, request, "confirm", title=title, catalogue=catalogue, form=form, action=action)

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("admin:catalog_catalogue_import")
