"""Forms carried out, at an item's workbench: record, evidence, confirm, give up, tell a named person (LK-09, QJ-07)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from catalog.items.actions.guard import NotAllowed, ReasonMissing
from catalog.items.channels.deliveries import record_delivery
from catalog.items.channels.evidence import add_evidence, readable_evidence, remove_evidence
from catalog.items.channels.forms import DeliveryForm, DropForm, EvidenceForm, RecordForm
from catalog.items.channels.models import Evidence
from catalog.items.channels.panel import delivery_rows, record_row, records_of
from catalog.items.channels.recording import confirm_channel, drop_channel, record_channel
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.serving import serve
from disclosure.web.frame import add_errors

REFUSALS = (NotAllowed, ReasonMissing, ValidationError)
# What a browser shows by itself and cannot run.


def channel_pages(desk) -> list:
    def page(route, view, name, only=require_POST):
        def run(request, pk, **kwargs):
            item, case = desk.item_of(request, pk)
            return view(desk, request, item, case, **kwargs)

        return path(f"<int:pk>/{route}", desk.admin_site.admin_view(only(run)), name=f"catalog_item_{name}")

    return [
        page("channels/<int:record>/record/", record_page, "channel_record"),
        page("channels/<int:record>/confirm/", confirm, "channel_confirm"),
        page("channels/<int:record>/drop/", drop_page, "channel_drop"),
        page("channels/<int:record>/evidence/", evidence_page, "channel_evidence"),
        page("channels/<int:record>/evidence/<int:file>/", evidence_file, "evidence_file", only=require_safe),
        page("channels/<int:record>/evidence/<int:file>/remove/", remove_file, "evidence_remove"),
        page("deliveries/<int:delivery>/", delivery_page, "delivery"),
    ]


def found(rows, pk):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def back_to(item, place: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{item.staff_url}#{place}")


def taken(desk, form, act) -> bool:
    """Whether the form is sound and the action was taken; what speaks against it stands in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        add_errors(form, error)
    except REFUSALS as error:
        form.add_error(None, str(error))
    return not form.errors


def answer(desk, request, case, row, name: str, form, act, words: str):
    """Back to the workbench, or the same form again with everything that was typed."""
    if taken(desk, form, act):
        messages.success(request, words)
        return back_to(case.item, f"channel-{row.pk}")
    shown = record_row(found(records_of(case.item), row.pk), case, current_calendar(), {name: form})
    return again(desk, request, case.item, form, {"row": shown}, f"公开形式：{row.channel}")


def again(desk, request, item, form, context: dict, title: str):
    back = f"{item.staff_url}#channels"
    crumbs = [
        {"label": "今日", "url": "/admin/"},
        {"label": item.working_version.title, "url": back},
        {"label": title},
    ]
    context = {"item": item, "form": form, "title": title, "crumbs": crumbs, "back": back, **context}
    return desk.page(request, "admin/catalog/item/form_again.html", context)


def record_page(desk, request, item, case, record):
    row = found(records_of(item), record)
    form = RecordForm(request.POST, record=row)

    def act():
        record_channel(row, by=request.user, now=timezone.now(), **form.cleaned_data)

    return answer(desk, request, case, row, "record", form, act, f"“{row.channel}”已登记，等另一个人核实。")


def drop_page(desk, request, item, case, record):
    row = found(records_of(item), record)
    form = DropForm(request.POST, prefix=f"drop-{row.pk}")

    def act():
        drop_channel(row, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())

    return answer(desk, request, case, row, "drop", form, act, f"不再采用“{row.channel}”。")


def evidence_page(desk, request, item, case, record):
    row = found(records_of(item), record)
    form = EvidenceForm(request.POST, request.FILES, prefix=f"evidence-{row.pk}")

    def act():
        add_evidence(row, upload=form.cleaned_data["upload"], by=request.user, now=timezone.now())

    return answer(desk, request, case, row, "evidence", form, act, "佐证材料已保存。")


def confirm(desk, request, item, case, record):
    row = found(records_of(item), record)
    told(desk, request, lambda: confirm_channel(row, by=request.user, now=timezone.now()), f"“{row.channel}”已核实。")
    return back_to(item, f"channel-{row.pk}")


def remove_file(desk, request, item, case, record, file):
    row = found(Evidence.objects.filter(record__item=item, record=record), file)
    told(desk, request, lambda: remove_evidence(row, by=request.user, now=timezone.now()), f"已删除“{row.name}”。")
    return back_to(item, f"channel-{record}")


def told(desk, request, act, words: str) -> None:
    try:
        act()
    except REFUSALS as error:
        desk.complain(request, error)
    else:
        messages.success(request, words)


def evidence_file(desk, request, item, case, record, file):
    """To the desk of the item's own organisation alone."""
    row = found(readable_evidence(request.user, case.on).filter(record=record, record__item=item), file)
    return serve(request, row)


def delivery_page(desk, request, item, case, delivery):
    row = found(item.deliveries.select_related("recipient"), delivery)
    form = DeliveryForm(request.POST, item=item, on=case.on, prefix=f"delivery-{row.pk}")

    def act():
        record_delivery(row, by=request.user, now=timezone.now(), **form.cleaned_data)

    if taken(desk, form, act):
        messages.success(request, f"已登记告知{row.recipient}。")
        return back_to(item, "channels")
    shown = next((each for each in delivery_rows(item, case, {row.pk: form}) if each["id"] == row.pk), None)
    return again(desk, request, item, form, {"delivery": shown}, f"告知{row.recipient}")
