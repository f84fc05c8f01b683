"""A page of one question beside an item's workbench: answered, it leads back to where it was asked."""

from typing import Any

from django.http import HttpResponse

from catalog.items.models import Item
from disclosure.web.components import TODAY, Link


def small_form(desk, request, item: Item, form, *, title: str, press: str, back: str, note: str = "") -> HttpResponse:
    crumbs = [TODAY, Link(str(item.working_version and item.working_version.title), back), Link(title)]
    context = {"item": item, "form": form, "title": title, "crumbs": crumbs, "press": press, "back": back, "note": note}
    return desk.page(request, "admin/catalog/item/small_form.html", context)


def answered(desk, request, action, item: Item, form, **more) -> Any:
    """What the action returned; None where nothing was sent, or what speaks against it stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    return desk.carry_out(request, action, item, form, {**more, **form.cleaned_data})
