"""Changing how long an item is shown and when it goes outside by itself, at its workbench (PL-10, YY-06)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from catalog.items import actions
from catalog.items.actions.guard import NotAllowed
from catalog.items.actions.steps import STEPS
from catalog.items.staff.display_forms import DisplayForm, StageForm
from disclosure.web.frame import add_errors

BACK = "/admin/catalog/item/{}/change/#display"


def display_pages(desk) -> list:
    wrap = desk.admin_site.admin_view

    def until(request, pk):
        item, case = desk.item_of(request, pk)
        form = DisplayForm(request.POST or None, item=item, rules=case.rules)
        return answer(desk, request, item, form, "set_display_until", "展示截止日期已改。")

    def stage(request, pk):
        item, _case = desk.item_of(request, pk)
        form = StageForm(request.POST or None, item=item)
        return answer(desk, request, item, form, "set_outside_after", "向社会公开的日子已改。")

    return [
        path("<int:pk>/display/until/", wrap(until), name="catalog_item_display"),
        path("<int:pk>/display/stage/", wrap(stage), name="catalog_item_stage"),
    ]


def answer(desk, request, item, form, name: str, words: str):
    if request.method == "POST" and taken(desk, request, item, form, getattr(actions, name)):
        messages.success(request, words)
        return HttpResponseRedirect(BACK.format(item.pk))
    return small_page(desk, request, item, form, title=STEPS[name].label, press="保存", back=BACK.format(item.pk))


def taken(desk, request, item, form, act) -> bool:
    """Whether the form is sound and the action was taken; what speaks against it stands in the form."""
    if not form.is_valid():
        return False
    try:
        form.outcome = act(item, by=request.user, now=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
    except NotAllowed:
        raise
    except actions.REFUSALS as error:
        form.add_error(None, str(error))
    return not form.errors


def small_page(desk, request, item, form, *, title: str, press: str, back: str, note: str = ""):
    crumbs = [
        {"label": "今日", "url": "/admin/"},
        {"label": item.working_version.title, "url": back},
        {"label": title},
    ]
    context = {"item": item, "form": form, "title": title, "crumbs": crumbs, "press": press, "back": back, "note": note}
    return desk.page(request, "admin/catalog/item/small_form.html", context)
