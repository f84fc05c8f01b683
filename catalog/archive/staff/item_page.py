"""归档 at an item's workbench: one question, then the package is made (LK-08, YY-11)."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import path

from catalog.archive.archiving import archive
from catalog.archive.staff.forms import ArchiveForm
from catalog.archive.staff.panel import archive_panel
from catalog.items.staff.frame import question

NOTE = "档案包里有正文、附件、审批、保密审查、公开形式的佐证和意见。归档以后什么都不能再改，也不能撤回。"


def archive_pages(desk) -> list:
    def archive_page(request, pk):
        item, context = desk.item_of(request, pk)
        back = f"{item.staff_url}#archive"
        panel = archive_panel(item, context)
        if panel is None or not panel.context.get("url"):
            messages.warning(request, "这个事项已经归档，或者现在还不能归档。")
            return HttpResponseRedirect(back)
        form = ArchiveForm(request.POST if request.method == "POST" else None, item=item)
        return question(desk, request, archive, item, form, title="归档", press="归档", back=back, note=NOTE)

    return [path("<int:pk>/archive/", desk.admin_site.admin_view(archive_page), name="catalog_item_archive")]
