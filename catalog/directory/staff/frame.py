"""The frame of the catalogue's own staff pages."""

from django.template.response import TemplateResponse
from django.urls import reverse


def desk_page(desk, request, template: str, *, title: str, catalogue=None, **values) -> TemplateResponse:
    """A page of ``templates/admin/catalog/catalogue/`` with its crumbs: today, list, catalogue, itself."""
    crumbs = [
        {"label": "今日", "url": reverse("admin:index")},
        {"label": "公开目录", "url": reverse("admin:catalog_catalogue_changelist")},
    ]
    if catalogue is not None and title != str(catalogue):
        crumbs.append({"label": str(catalogue), "url": reverse("admin:catalog_catalogue_change", args=[catalogue.pk])})
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": title,
        "catalogue": catalogue,
        "crumbs": [*crumbs, {"label": title}],
        **values,
    }
    return TemplateResponse(request, f"admin/catalog/catalogue/{template}.html", context)
