"""The frame of the catalogue's own staff pages."""

from django.template.response import TemplateResponse
from django.urls import reverse

from disclosure.web.components import TODAY, Link


def desk_page(desk, request, template: str, *, title: str, catalogue=None, **values) -> TemplateResponse:
    """A page of ``templates/admin/catalog/catalogue/`` with its crumbs: today, list, catalogue, itself."""
    crumbs = [TODAY, Link("公开目录", reverse("admin:catalog_catalogue_changelist"))]
    if catalogue is not None and title != str(catalogue):
        crumbs.append(Link(str(catalogue), catalogue.get_absolute_url()))
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": title,
        "catalogue": catalogue,
        "crumbs": [*crumbs, Link(title)],
        **values,
    }
    return TemplateResponse(request, f"admin/catalog/catalogue/{template}.html", context)
