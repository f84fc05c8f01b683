"""The frame of the catalogue's own staff pages."""

from django.template.response import TemplateResponse

from disclosure.web.components import Link
from disclosure.web.frame import framed


def desk_page(desk, request, template: str, *, title: str, catalogue=None, **values) -> TemplateResponse:
    """A page of ``templates/admin/catalog/catalogue/`` with its crumbs: today, list, catalogue, itself."""
    under = Link(str(catalogue), catalogue.get_absolute_url()) if catalogue and title != str(catalogue) else None
    template = f"admin/catalog/catalogue/{template}.html"
    return framed(desk, request, template, title, {"catalogue": catalogue, **values}, under)
