"""The frame of the pages beside an item's workbench; most ask one question and lead back to where it was asked."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from catalog.items.models import Item
from disclosure.web.components import TODAY, Link
from disclosure.web.frame import framed

# Callables that take the admin and return the addresses of one concern.
PAGES: list[Callable[[Any], list[URLPattern]]] = []
Decorator = Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]


def offer_pages(make: Callable[[Any], list[URLPattern]]) -> None:
    """For the ``ready`` of an app; offering it twice changes nothing."""
    if make not in PAGES:
        PAGES.append(make)


def item_page(
    model_admin, route: str, view: Callable[..., HttpResponse], name: str, only: Decorator | None = None
) -> URLPattern:
    """An address below the item's workbench. ``view`` takes the admin, the request, the item, its context and what else the
    address holds; ``only``: the methods it answers."""

    def run(request, pk, **held):
        context = model_admin.context_of(request, pk)
        return view(model_admin, request, context.item, context, **held)

    answer = model_admin.admin_site.admin_view(only(run) if only else run)
    return path(f"<int:pk>/{route}", answer, name=f"catalog_item_{name}")


def page(model_admin, request, template: str, title: str, *above: Link, **context: Any) -> HttpResponse:
    """``above``: the crumbs between today and the page itself."""
    shown = {**context, "crumbs": [TODAY, *above, Link(title)]}
    return framed(model_admin, request, f"admin/catalog/item/{template}.html", title, shown)


def small_form(
    model_admin, request, item: Item, form, *, title: str, back: str, template: str = "small_form", **more: Any
) -> HttpResponse:
    """``more``: the words of its button, ``press``, and a ``note`` of what will happen; or what a template of its own shows."""
    above = Link(item.title_in_hand, back)
    return page(model_admin, request, template, title, above, item=item, form=form, back=back, **more)


def question(
    model_admin, request, action, item: Item, form, *, back: str, given: Mapping[str, Any] | None = None, **words: str
) -> HttpResponse:
    """``given``: what the action takes beside the form's values. What speaks against it stands in the form; answered, it leads
    back, or to the new item that came of it."""
    if request.method == "POST" and form.is_valid():
        found = model_admin.carry_out(request, action, item, form, {**(given or {}), **form.cleaned_data})
        if found is not None:
            is_new = isinstance(found, Item) and found.pk != item.pk
            return HttpResponseRedirect(f"{found.staff_url}?step=content" if is_new else back)
    return small_form(model_admin, request, item, form, back=back, **words)
