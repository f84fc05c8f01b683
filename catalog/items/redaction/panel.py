"""What was found in an item that must not slip out: each in its place, with what can be done about it."""

from urllib.parse import urlencode

from django.urls import reverse

from catalog.items.actions.writing import mask_in_text
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.status import FILES, Spot
from catalog.items.redaction.waivers import answer_waiver, ask_waiver
from catalog.items.states import VersionState
from disclosure.deadlines.dates import moment
from disclosure.files.sensitive_data.kinds import BLOCKS_SUBMISSION
from disclosure.web.panel import Panel
from disclosure.workflow.offers import offer_of

NAME = "findings"
TEMPLATE = "admin/catalog/item/_findings_panel.html"
SHOWN_MOST = 100
State = Waiver.State


def findings_panel(item: Item, context: ItemContext) -> Panel | None:
    """Gone once the version is released: then its waivers stand in the record."""
    if not context.spots and not context.let_stand.waivers:
        return None
    groups = grouped([spot for spot in context.spots if not spot.is_hint])
    rows = [row_of(spots, item, context) for spots in groups[:SHOWN_MOST]]
    hints = [{"label": spot.label, "mask": spot.mask, "place": spot.place} for spot in context.spots if spot.is_hint]
    waiting = any(row["decide_url"] for row in rows)
    shown = {
        "rows": rows,
        "left": max(0, len(groups) - SHOWN_MOST),
        "hints": hints[:SHOWN_MOST],
        "mask_url": reverse("admin:catalog_item_mask", args=[item.pk]),
        "seen_saved_at": context.version.saved_at.isoformat(),
    }
    is_open = waiting or (bool(context.open_spots) and context.version.state in open_states())
    title = f"不该公开的内容（{len(groups)}处）" if groups else "公开前再看一眼"
    return Panel(NAME, title, TEMPLATE, shown, is_open=is_open, asks=waiting)


def open_states() -> frozenset[str]:
    return frozenset({VersionState.DRAFT, VersionState.SUBMITTED, VersionState.CHECKED, VersionState.APPROVED})


def grouped(spots: list[Spot]) -> list[list[Spot]]:
    """By kind and mask: one decision for one number, wherever it stands."""
    groups: dict[tuple, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.key, []).append(spot)
    return list(groups.values())


def row_of(spots: list[Spot], item: Item, context: ItemContext) -> dict:
    spot, waiver = spots[0], context.let_stand.waivers.get(spots[0].key)
    stands = context.let_stand.covers(spot)
    return {
        "label": spot.label,
        "kind": spot.kind,
        "mask": spot.mask,
        "places": [{"place": each.place, "excerpt": each.excerpt} for each in spots[:5]],
        "more": max(0, len(spots) - 5),
        "word": word_of(spot, waiver, stands=stands),
        "state": "done" if stands else "waiting" if is_pending(waiver) else "late",
        "waiver": waiver_words(waiver),
        "can_mask": not stands and any(each.is_maskable for each in spots) and bool(offer_of(mask_in_text, context)),
        "change_file": not stands and any(each.field == FILES for each in spots),
        "ask_url": ask_url(spot, item) if may_ask(spot, waiver, context, stands=stands) else "",
        "decide_url": decide_url(waiver, item) if may_decide(waiver, context) else "",
    }


def word_of(spot: Spot, waiver: Waiver | None, *, stands: bool) -> str:
    if stands:
        return "同意保留"
    if is_pending(waiver):
        return "等保密审查员决定"
    return "提交前要处理" if spot.kind in BLOCKS_SUBMISSION else "公开前要处理"


def is_pending(waiver: Waiver | None) -> bool:
    return waiver is not None and waiver.state == State.ASKED


def waiver_words(waiver: Waiver | None) -> list[str]:
    if waiver is None:
        return []
    words = [f"{waiver.asked_by}（{moment(waiver.asked_at)}）申请保留：{waiver.reason}"]
    if waiver.decided_by_id:
        words.append(f"{waiver.decided_by}（{moment(waiver.decided_at)}）{waiver.get_state_display()}")
    return words


def may_ask(spot: Spot, waiver: Waiver | None, context: ItemContext, *, stands: bool) -> bool:
    return not stands and not is_pending(waiver) and spot.is_clearable and bool(offer_of(ask_waiver, context))


def may_decide(waiver: Waiver | None, context: ItemContext) -> bool:
    if not is_pending(waiver) or not offer_of(answer_waiver, context):
        return False
    return context.user.pk not in {waiver.asked_by_id, *context.proposers}


def ask_url(spot: Spot, item: Item) -> str:
    url = reverse("admin:catalog_item_ask_waiver", args=[item.pk])
    return f"{url}?{urlencode({'kind': spot.kind, 'mask': spot.mask})}"


def decide_url(waiver: Waiver, item: Item) -> str:
    return reverse("admin:catalog_item_decide_waiver", args=[item.pk, waiver.pk])
