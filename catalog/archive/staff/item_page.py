"""归档 at an item's workbench: the one question is how long the package is kept, then it is made (LK-08, YY-11)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect

from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.retention import suggested_retention
from catalog.archive.staff.panel import archive_panel
from catalog.items.models import Item
from catalog.items.staff.frame import item_page, question

NOTE = "档案包里有正文、附件、审批、保密审查、公开形式的佐证和意见。归档以后什么都不能再改，也不能撤回。"


class ArchiveForm(forms.Form):
    retention = forms.ChoiceField(
        label="保管期限",
        choices=ArchiveRecord.Retention.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择保管期限。"},
    )

    def __init__(self, *args, item: Item, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["retention"]
        field.initial, field.help_text = suggested_retention(item)


def archive_pages(model_admin) -> list:
    return [item_page(model_admin, "archive/", archive_page, "archive")]


def archive_page(model_admin, request, item, context):
    back, panel = f"{item.staff_url}#archive", archive_panel(item, context)
    if panel is None or not panel.context.get("url"):
        messages.warning(request, "这个事项已经归档，或者现在还不能归档。")
        return HttpResponseRedirect(back)
    form = ArchiveForm(request.POST if request.method == "POST" else None, item=item)
    return question(model_admin, request, archive, item, form, title="归档", press="归档", back=back, note=NOTE)
