"""Changing how long an item is shown and when it goes outside by itself, at its workbench (PL-10, YY-06)."""

from django.urls import path

from catalog.items.actions.display import set_display_until, set_outside_after
from catalog.items.staff.display.forms import DisplayForm, StageForm
from catalog.items.staff.frame import question


def display_pages(desk) -> list:
    wrap = desk.admin_site.admin_view

    def until(request, pk):
        item, context = desk.item_of(request, pk)
        form = DisplayForm(request.POST or None, item=item, rules=context.rules)
        return answer(desk, request, item, form, set_display_until)

    def stage(request, pk):
        item, _context = desk.item_of(request, pk)
        return answer(desk, request, item, StageForm(request.POST or None, item=item), set_outside_after)

    return [
        path("<int:pk>/display/until/", wrap(until), name="catalog_item_display"),
        path("<int:pk>/display/stage/", wrap(stage), name="catalog_item_stage"),
    ]


def answer(desk, request, item, form, action):
    back = f"{item.staff_url}#display"
    return question(desk, request, action, item, form, title=action.label, press="保存", back=back)
