"""The panel of channels on an item's workbench: each planned channel, how far it is, and the one small form that comes next."""

from catalog.items.channels.deliveries import is_told
from catalog.items.channels.display import place_words
from catalog.items.channels.forms import DeliveryForm, DropForm, EvidenceForm, RecordForm
from catalog.items.channels.kinds import asked_of
from catalog.items.channels.models import ChannelRecord, Delivery
from catalog.items.channels.recording import CONFIRMERS, RECORDERS
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.staff.rows import due_words
from catalog.items.states import ItemState
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import moment, plain
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.listing import size_of, type_of
from disclosure.organizations.roles import DESK_PERMISSIONS, PUBLISH
from disclosure.web.panel import Panel

NAME = "channels"
TEMPLATE = "admin/catalog/item/_forms_panel.html"


def channels_panel(item: Item, case: ItemContext) -> Panel | None:
    """None before publication: until then the channels are a plan."""
    if item.published_inside_at is None:
        return None
    records = list(records_of(item))
    if not records:
        return None
    calendar = current_calendar()
    rows = [record_row(record, case, calendar) for record in records]
    told = delivery_rows(item, case)
    left = sum(row["is_open"] for row in rows)
    is_open = any(row["asks"] for row in rows) or any(row["form"] for row in told)
    title = f"公开形式落实：还有 {left} 种没有落实" if left else "公开形式落实"
    return Panel(NAME, title, TEMPLATE, {"rows": rows, "deliveries": told}, is_open=is_open, asks=is_open)


def records_of(item: Item):
    joined = ("item__entry", "deadline", "carrier", "recorded_by", "confirmed_by")
    return item.channel_records.select_related(*joined).prefetch_related("evidence").order_by("pk")


def may(case: ItemContext, *permissions: str) -> bool:
    return any(case.access.can(permission, case.item.organization) for permission in permissions)


def may_change(case: ItemContext, *permissions: str) -> bool:
    """Nothing about an archived item changes (LK-08)."""
    return case.item.state != ItemState.ARCHIVED and may(case, *permissions)


def record_row(record: ChannelRecord, case: ItemContext, calendar: WorkCalendar, bound: dict | None = None) -> dict:
    """``bound``: a form that was posted with errors, by ``record``, ``evidence`` or ``drop``."""
    bound = bound or {}
    record.item = case.item
    state, words = state_of(record, case, calendar)
    is_individual = case.item.scope == Scope.INDIVIDUAL
    is_mendable = not (record.is_by_portal or record.dropped_at or record.confirmed_at) and may_change(case, *RECORDERS)
    may_record = is_mendable and not is_individual and (record.is_done or record.deadline_id is not None)
    may_confirm = is_confirmable(record, case)
    may_drop = is_mendable and not record.is_done and may(case, PUBLISH) and not is_pinned(case.item)
    base = f"/admin/catalog/item/{case.item.pk}/channels/{record.pk}/"
    return {
        "id": record.pk,
        "channel": record.channel,
        "state": state,
        "words": words,
        "is_open": is_open(record),
        "is_done": record.is_done,
        "facts": fact_rows(record),
        "evidence": evidence_rows(record, base, may_remove=is_mendable) if may(case, *DESK_PERMISSIONS) else [],
        "record": (bound.get("record") or RecordForm(record=record)) if may_record else None,
        "upload": (bound.get("evidence") or EvidenceForm(prefix=f"evidence-{record.pk}")) if is_mendable else None,
        "may_confirm": may_confirm,
        "drop": (bound.get("drop") or DropForm(prefix=f"drop-{record.pk}")) if may_drop else None,
        "hint": "在下面“告知本人”里逐人登记。" if is_individual and is_open(record) else "",
        "asks": (may_record and not record.is_done) or may_confirm,
        "base": base,
    }


def is_open(record: ChannelRecord) -> bool:
    return not record.is_done and record.dropped_at is None


def is_pinned(item: Item) -> bool:
    return bool(item.entry and item.entry.is_scope_pinned)


def is_confirmable(record: ChannelRecord, case: ItemContext) -> bool:
    waits = record.is_done and not (record.is_by_portal or record.confirmed_at or record.dropped_at)
    return waits and record.recorded_by_id != case.user.pk and may_change(case, *CONFIRMERS)


def state_of(record: ChannelRecord, case: ItemContext, calendar: WorkCalendar) -> tuple[str, str]:
    if record.dropped_at:
        return "excused", "不再采用"
    if record.is_by_portal and record.is_done:
        return "done", "已由门户完成"
    if record.confirmed_at:
        return "done", "已核实"
    if record.is_done:
        return "waiting", "已登记，待核实"
    if record.deadline is None:
        return "waiting", "向社会公开以后落实"
    words, state = due_words(record.deadline.due_on, case.on, calendar)
    return state, f"待落实，{words}"


def fact_rows(record: ChannelRecord) -> list[dict]:
    """What was recorded, in the words it was asked in, and who stands by it."""
    if record.dropped_at:
        return [{"label": "原因", "value": record.dropped_reason}]
    if record.is_by_portal or not record.is_done:
        return []
    asked = asked_of(record.channel).fields
    rows = [{"label": label, "value": value_of(record, name)} for name, label in asked.items() if name != "carrier"]
    rows.append({"label": "登记", "value": f"{record.recorded_by or '本人确认'}　{moment(record.recorded_at)}"})
    if record.confirmed_at:
        rows.append({"label": "核实", "value": f"{record.confirmed_by}　{moment(record.confirmed_at)}"})
    return [row for row in rows if row["value"]]


def value_of(record: ChannelRecord, name: str) -> str:
    if name == "place":
        return place_words(record)
    value = getattr(record, name)
    if value is None:
        return ""
    return plain(value) if name.endswith("_on") else str(value)


def evidence_rows(record: ChannelRecord, base: str, *, may_remove: bool) -> list[dict]:
    return [
        {
            "name": row.name,
            "url": f"{base}evidence/{row.pk}/",
            "type": type_of(row.name),
            "size": size_of(row.size),
            "remove": f"{base}evidence/{row.pk}/remove/" if may_remove else "",
        }
        for row in sorted(record.evidence.all(), key=lambda row: row.pk)
    ]


def delivery_rows(item: Item, case: ItemContext, bound: dict[int, DeliveryForm] | None = None) -> list[dict]:
    """The named people and how each was told; for the organisation's own desk."""
    if item.scope != Scope.INDIVIDUAL or not may(case, *DESK_PERMISSIONS):
        return []
    may_record = may_change(case, *RECORDERS) and item.withdrawn_at is None
    rows = item.deliveries.select_related("recipient", "told_by").order_by("recipient__full_name", "pk")
    return [
        {
            "id": row.pk,
            "name": str(row.recipient),
            "state": "done" if is_told(row) else "waiting",
            "words": "已告知" if is_told(row) else "还没有告知",
            "note": told_words(row),
            "form": delivery_form(row, case, bound) if may_record and not is_told(row) else None,
            "url": f"/admin/catalog/item/{item.pk}/deliveries/{row.pk}/",
        }
        for row in rows
    ]


def delivery_form(row: Delivery, case: ItemContext, bound: dict[int, DeliveryForm] | None) -> DeliveryForm:
    return (bound or {}).get(row.pk) or DeliveryForm(item=case.item, on=case.on, prefix=f"delivery-{row.pk}")


def told_words(row: Delivery) -> str:
    told = f"{plain(row.told_on)} {row.told_by} {row.channel}" if row.told_on else ""
    opened = f"{moment(row.opened_at)} 本人确认已读" if row.opened_at else ""
    return "；".join(filter(None, [told, opened, row.note]))
