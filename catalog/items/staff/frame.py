"""The frame of the pages beside an item's workbench; most ask one question and lead back to where it was asked."""

from typing import Any

from django.http import HttpResponse

from catalog.items.models import Item
from disclosure.web.components import TODAY, Link
from disclosure.web.frame import framed


def page(desk, request, template: str, title: str, *above: Link, **context: Any) -> HttpResponse:
    """``above``: the crumbs between today and the page itself."""
    shown = {**context, "crumbs": [TODAY, *above, Link(title)]}
    return framed(desk, request, f"admin/catalog/item/{template}.html", title, shown)


def small_form(
    desk, request, item: Item, form, *, title: str, back: str, template: str = "small_form", **more: Any
) -> HttpResponse:
    """``more``: the words of its button, ``press``, and a ``note`` of what will happen; or what a template of its own shows."""
    above = Link(str(item.working_version and item.working_version.title), back)
    return page(desk, request, template, title, above, item=item, form=form, back=back, **more)


def answered(desk, request, action, item: Item, form, **more) -> Any:
    """What the action returned; None where nothing was sent, or what speaks against it stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    return desk.carry_out(request, action, item, form, {**more, **form.cleaned_data})
