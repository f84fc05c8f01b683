"""The frame of the catalogue's own staff pages, and the catalogue that they are about."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse

from catalog.directory.models import Catalogue
from disclosure.web.components import Link


def desk_page(desk, request, template: str, *, title: str, catalogue=None, **values) -> TemplateResponse:
    """A page of ``templates/admin/catalog/catalogue/`` with its crumbs: today, list, catalogue, itself."""
    crumbs = [
        Link("今日", reverse("admin:index")),
        Link("公开目录", reverse("admin:catalog_catalogue_changelist")),
    ]
    if catalogue is not None and title != str(catalogue):
        crumbs.append(Link(str(catalogue), reverse("admin:catalog_catalogue_change", args=[catalogue.pk])))
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": title,
        "catalogue": catalogue,
        "crumbs": [*crumbs, Link(title)],
        **values,
    }
    return TemplateResponse(request, f"admin/catalog/catalogue/{template}.html", context)


def find(desk, request, pk, *, to_change=False) -> Catalogue:
    """The catalogue if it is in the person's scope; refuses who may only look."""
    catalogue = desk.get_queryset(request).select_related("organization", "scheme").filter(pk=pk).first()
    if catalogue is None:
        raise Http404("没有这份目录。")
    if to_change and not desk.has_change_permission(request, catalogue):
        raise PermissionDenied
    return catalogue
