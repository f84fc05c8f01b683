"""Catalogues at the desk: the list, the page with its tree, the actions, the downloads (LK-04, QJ-03)."""

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import content_disposition_header

from catalog.directory.contents import entries_of
from catalog.directory.exchange.rows import COLUMN_NAMES
from catalog.directory.exporting import CONTENT_TYPES, export_catalogue
from catalog.directory.models import Catalogue
from catalog.directory.staff import action_page, entry_pages
from catalog.directory.staff import import_page as importing
from catalog.directory.staff.action_page import offered
from catalog.directory.staff.compare_page import compare_page
from catalog.directory.staff.frame import desk_page, find
from disclosure.deadlines.dates import plain
from disclosure.organizations.roles import APPROVE, DRAFT, MANAGE_CATALOGUE, PUBLISH, REVIEW, WATCH
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.components import Link

LONGEST_NUMBER = 18
FILE_KINDS = (("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"))


@admin.register(Catalogue)
class CatalogueAdmin(ScopedAdmin):
    """Structure and state change by buttons only; the page itself has no fields to save."""

    change_permission = MANAGE_CATALOGUE
    view_permissions = (DRAFT, REVIEW, APPROVE, PUBLISH, WATCH)
    list_display = ["title", "organization", "version", "state", "filed", "in_force_from"]
    list_filter = ["state", "applies_to"]
    list_select_related = ["organization"]
    search_fields = ["title", "organization__name", "organization__code"]
    ordering = ["organization__path", "-version", "pk"]
    change_list_template = "admin/catalog/catalogue/list.html"

    @admin.display(description="备案")
    def filed(self, catalogue):
        return filed_word(catalogue)

    def get_urls(self):
        return [*catalogue_urls(self), *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("admin:catalog_catalogue_import")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return catalogue_page(self, request, object_id)


def catalogue_urls(desk):
    def page(route, view, name):
        def run(request, *args, **kwargs):
            return view(desk, request, *args, **kwargs)

        return path(route, desk.admin_site.admin_view(run), name=f"catalog_catalogue_{name}")

    return [
        page("import/", importing.upload, "import"),
        page("import/<uuid:key>/", importing.preview, "preview"),
        page("<int:pk>/do/<slug:name>/", action_page.do, "do"),
        page("<int:pk>/download/<slug:kind>/", download, "download"),
        page("<int:pk>/compare/", compare_page, "compare"),
        page("<int:pk>/entries/add/<slug:rank>/", entry_pages.add, "add_entry"),
        page("entries/<int:pk>/", entry_pages.change, "entry"),
        page("entries/<int:pk>/move/", entry_pages.move, "move_entry"),
        page("entries/<int:pk>/remove/", entry_pages.remove, "remove_entry"),
    ]


def filed_word(catalogue) -> str:
    return f"✓ {plain(catalogue.filed_on)}" if catalogue.is_filed else "未备案"


def number_in(text) -> int | None:
    """The number of a row as an address spells it; None for anything else."""
    return int(text) if str(text).isdecimal() and len(str(text)) <= LONGEST_NUMBER else None


def catalogue_page(desk, request, pk):
    catalogue = find(desk, request, number_in(pk))
    may_change = desk.has_change_permission(request, catalogue)
    tree = entries_of(catalogue)
    return desk_page(
        desk,
        request,
        "page",
        title=str(catalogue),
        catalogue=catalogue,
        tree=tree,
        count=len(list(tree.entries)),
        filed=filed_word(catalogue),
        sectors=sectors_of(catalogue),
        presets=presets_of(catalogue),
        is_in_force=may_change and catalogue.state == Catalogue.State.IN_FORCE,
        is_draft=may_change and catalogue.state == Catalogue.State.DRAFT,
        offers=offered(request, catalogue),
        downloads=[Link(f"下载 {name}", url("download", catalogue.pk, kind)) for kind, name in FILE_KINDS],
    )


def sectors_of(catalogue) -> str:
    labels = dict(catalogue.organization.Sector.choices)
    if catalogue.applies_to == Catalogue.AppliesTo.OWN:
        return "本组织"
    return "、".join(labels[sector] for sector in catalogue.sectors) or "全部下级组织"


def presets_of(catalogue) -> str:
    """Columns that the document leaves open and the scheme's file filled in: to be confirmed by the organisation."""
    if not catalogue.presets:
        return ""
    names = "、".join(COLUMN_NAMES[name] for name in catalogue.presets)
    return f"{names}是预设的。{catalogue.scheme.data['catalogue'].get('presets_reason', '')}"


def download(desk, request, pk, kind):
    catalogue = find(desk, request, pk)
    if kind not in CONTENT_TYPES:
        raise Http404
    response = HttpResponse(export_catalogue(catalogue, kind, for_excel=True), content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{catalogue}.{kind}")
    return response


def url(name: str, *args) -> str:
    return reverse(f"admin:catalog_catalogue_{name}", args=args)
