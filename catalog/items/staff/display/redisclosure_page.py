"""Disclosing an item again: a reason and a day, then the new draft opens with the text to begin from."""

from django.urls import path

from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.staff.display.forms import RedisclosureForm
from catalog.items.staff.frame import question

NOTE = (
    "会在同一目录事项下登记一件新的，内容、附件和公开安排先照原来的，改好以后照样审核、保密审查和审批。两件互相链接。"
)


def redisclosure_pages(desk) -> list:
    def redisclose(request, pk):
        item, context = desk.item_of(request, pk)
        form = RedisclosureForm(request.POST or None, today=context.on, initial={"event_on": context.on})
        return question(
            desk, request, start_redisclosure, item, form,
            title="再次公开", press="登记再次公开", back=f"{item.staff_url}#redisclosure", note=NOTE,
        )  # fmt: skip

    view = desk.admin_site.admin_view(redisclose)
    return [path("<int:pk>/redisclose/", view, name="catalog_item_redisclose")]
