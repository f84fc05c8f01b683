"""Channels at an item's workbench: each action of a record has an address, and so has each file and each delivery (LK-09, QJ-07)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from catalog.items.channels.actions import channels, readable_evidence, remove_evidence
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.forms import DeliveryForm
from catalog.items.channels.models import Evidence
from catalog.items.channels.staff.rows import channel_row, delivery_row, form_of, records_of
from catalog.items.staff.frame import item_page, small_form
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.serving import serve
from disclosure.workflow.action import Action


def channel_pages(model_admin) -> list:
    file = "channels/<int:record>/evidence/<int:file>/"
    return [
        item_page(model_admin, file, evidence_file, "evidence_file", require_safe),
        item_page(model_admin, f"{file}remove/", remove_file, "evidence_remove", require_POST),
        item_page(model_admin, "channels/<int:record>/<slug:name>/", take, "channel", require_POST),
        item_page(model_admin, "deliveries/<int:delivery>/", delivery_page, "delivery", require_POST),
    ]


def take(model_admin, request, item, context, record, name):
    """One of the actions of a record: back to the workbench, or the same form again with everything that was typed."""
    row, action = found(records_of(item), record), channels.actions.get(name)
    if action is None or not action.is_button:
        raise Http404
    form = form_of(action, row, request.POST, request.FILES)
    if not is_taken(model_admin, request, form, action, row) and action.form:
        again = channel_row(found(records_of(item), record), context.access, current_calendar(), {name: form})
        return form_again(model_admin, request, item, form, f"公开形式：{row.channel}", row=again)
    say_errors(request, form)
    return back_to(item, f"channel-{row.pk}")


def remove_file(model_admin, request, item, context, record, file):
    row = found(Evidence.objects.filter(record__item=item, record=record), file)
    back = f"{item.staff_url}#channel-{record}"
    return model_admin.press(request, remove_evidence, row.record, back=back, evidence=row)


def evidence_file(model_admin, request, item, context, record, file):
    """To the desk of the item's own organisation alone."""
    row = found(readable_evidence(request.user, context.on).filter(record=record, record__item=item), file)
    return serve(request, row)


def delivery_page(model_admin, request, item, context, delivery):
    row = found(item.deliveries.select_related("recipient", "told_by"), delivery)
    form = DeliveryForm(request.POST, delivery=row, on=context.on)
    if is_taken(model_admin, request, form, record_delivery, row):
        return back_to(item, "channels")
    return form_again(
        model_admin, request, item, form, f"告知{row.recipient}", delivery=delivery_row(row, context.access, form)
    )


def found(rows, pk: int):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def is_taken(model_admin, request, form: Any, action: Action, row: Any) -> bool:
    """Whether the form is sound and the action was taken; what speaks against it stands in the form."""
    if not form.is_valid():
        return False
    try:
        return model_admin.carry_out(request, action, row, form, form.cleaned_data) is not None
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return False


def say_errors(request, form) -> None:
    for words in form.non_field_errors():
        messages.error(request, words)


def back_to(item, place: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{item.staff_url}#{place}")


def form_again(model_admin, request, item, form, title: str, **row):
    """``row`` or ``delivery``: what is shown of it beside its form."""
    back = f"{item.staff_url}#channels"
    return small_form(model_admin, request, item, form, title=title, back=back, template="form_again", **row)
