"""Channels at an item's workbench: each action of a record has an address, and so has each file and each delivery (LK-09, QJ-07)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from catalog.items.channels.actions import add_evidence, channels, readable_evidence, remove_evidence
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.forms import DeliveryForm
from catalog.items.channels.models import Evidence
from catalog.items.channels.staff.rows import channel_row, delivery_row, form_of, records_of
from catalog.items.staff.frame import item_page, small_form
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.serving import serve
from disclosure.web.frame import add_errors


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
    call = add_evidence if name == "evidence" else action
    form = form_of(action, row, request.POST, request.FILES)
    if not is_taken(request, form, call, row, action.done.format(channel=row.channel)) and action.form:
        again = channel_row(found(records_of(item), record), context.access, current_calendar(), {name: form})
        return form_again(model_admin, request, item, form, f"公开形式：{row.channel}", row=again)
    say_errors(request, form)
    return back_to(item, f"channel-{row.pk}")


def remove_file(model_admin, request, item, context, record, file):
    row, form = found(Evidence.objects.filter(record__item=item, record=record), file), forms.Form(request.POST)
    is_taken(request, form, remove_evidence, row.record, remove_evidence.done.format(name=row.name), evidence=row)
    say_errors(request, form)
    return back_to(item, f"channel-{record}")


def evidence_file(model_admin, request, item, context, record, file):
    """To the desk of the item's own organisation alone."""
    row = found(readable_evidence(request.user, context.on).filter(record=record, record__item=item), file)
    return serve(request, row)


def delivery_page(model_admin, request, item, context, delivery):
    row = found(item.deliveries.select_related("recipient", "told_by"), delivery)
    form = DeliveryForm(request.POST, delivery=row, on=context.on)
    if is_taken(request, form, record_delivery, row, record_delivery.done.format(person=row.recipient)):
        return back_to(item, "channels")
    return form_again(
        model_admin, request, item, form, f"告知{row.recipient}", delivery=delivery_row(row, context.access, form)
    )


def found(rows, pk: int):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def is_taken(request, form: Any, act: Callable[..., object], row: Any, done: str, **values: Any) -> bool:
    """Whether the form is sound and the action was taken; what speaks against it stands in the form."""
    if not form.is_valid():
        return False
    try:
        act(row, by=request.user, now=timezone.now(), **values, **form.cleaned_data)
        messages.success(request, done)
    except ValidationError as error:
        add_errors(form, error)
    except PermissionDenied as error:
        form.add_error(None, str(error))
    return not form.errors


def say_errors(request, form) -> None:
    for words in form.non_field_errors():
        messages.error(request, words)


def back_to(item, place: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{item.staff_url}#{place}")


def form_again(model_admin, request, item, form, title: str, **row):
    """``row`` or ``delivery``: what is shown of it beside its form."""
    back = f"{item.staff_url}#channels"
    return small_form(model_admin, request, item, form, title=title, back=back, template="form_again", **row)
