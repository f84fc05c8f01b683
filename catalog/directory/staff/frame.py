"""The frame of the catalogue's own staff pages, and what was sent from them."""

from django.template.response import TemplateResponse

from disclosure.web.components import Link
from disclosure.web.frame import framed


def posted(request):
    """What a form is bound to: nothing unless the page was sent, and then even an empty page counts."""
    return request.POST if request.method == "POST" else None


def desk_page(model_admin, request, template: str, *, title: str, catalogue=None, **values) -> TemplateResponse:
    """A page of ``templates/admin/catalog/catalogue/`` with its crumbs: today, list, catalogue, itself."""
    under = Link(str(catalogue), catalogue.get_absolute_url()) if catalogue and title != str(catalogue) else None
    template = f"admin/catalog/catalogue/{template}.html"
    return framed(model_admin, request, template, title, {"catalogue": catalogue, **values}, under)
