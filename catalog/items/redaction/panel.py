"""What was found in an item that must not slip out: each in its place, with what can be done about it."""

from urllib.parse import urlencode

from catalog.items.actions.steps import STEPS, is_allowed
from catalog.items.context import Case
from catalog.items.models import Item
from catalog.items.redaction.models import Clearance
from catalog.items.redaction.status import FILES, Spot
from catalog.items.states import VersionState
from disclosure.deadlines.dates import moment
from disclosure.files.sensitive_data.kinds import BLOCKS_SUBMISSION
from disclosure.web.panel import Panel

NAME = "findings"
TEMPLATE = "admin/catalog/item/_findings_panel.html"
SHOWN_MOST = 100
State = Clearance.State


def findings_panel(item: Item, case: Case) -> Panel | None:
    """Gone once the version is released: then its clearances stand in the record."""
    if not case.spots and not case.let_stand.clearances:
        return None
    groups = grouped([spot for spot in case.spots if not spot.is_hint])
    rows = [row_of(spots, item, case) for spots in groups[:SHOWN_MOST]]
    hints = [{"label": spot.label, "mask": spot.mask, "place": spot.place} for spot in case.spots if spot.is_hint]
    waiting = any(row["decide_url"] for row in rows)
    context = {
        "rows": rows,
        "left": max(0, len(groups) - SHOWN_MOST),
        "hints": hints[:SHOWN_MOST],
        "mask_url": f"/admin/catalog/item/{item.pk}/findings/mask/",
        "seen_saved_at": case.version.saved_at.isoformat(),
    }
    is_open = waiting or (bool(case.open_spots) and case.version.state in open_states())
    title = f"不该公开的内容（{len(groups)}处）" if groups else "公开前再看一眼"
    return Panel(NAME, title, TEMPLATE, context, is_open=is_open, asks=waiting)


def open_states() -> frozenset[str]:
    return frozenset({VersionState.DRAFT, VersionState.SUBMITTED, VersionState.CHECKED, VersionState.APPROVED})


def grouped(spots: list[Spot]) -> list[list[Spot]]:
    """By kind and mask: one decision for one number, wherever it stands."""
    groups: dict[tuple, list[Spot]] = {}
    for spot in spots:
        groups.setdefault(spot.key, []).append(spot)
    return list(groups.values())


def row_of(spots: list[Spot], item: Item, case: Case) -> dict:
    spot, clearance = spots[0], case.let_stand.clearances.get(spots[0].key)
    stands = case.let_stand.covers(spot)
    return {
        "label": spot.label,
        "kind": spot.kind,
        "mask": spot.mask,
        "places": [{"place": each.place, "excerpt": each.excerpt} for each in spots[:5]],
        "more": max(0, len(spots) - 5),
        "word": word_of(spot, clearance, stands=stands),
        "state": "done" if stands else "waiting" if is_pending(clearance) else "late",
        "clearance": clearance_words(clearance),
        "can_mask": not stands and any(each.is_maskable for each in spots) and may("mask_in_text", case),
        "change_file": not stands and any(each.field == FILES for each in spots),
        "ask_url": ask_url(spot, item) if may_ask(spot, clearance, case, stands=stands) else "",
        "decide_url": decide_url(clearance, item) if may_decide(clearance, case) else "",
    }


def word_of(spot: Spot, clearance: Clearance | None, *, stands: bool) -> str:
    if stands:
        return "同意保留"
    if is_pending(clearance):
        return "等保密审查员决定"
    return "提交前要处理" if spot.kind in BLOCKS_SUBMISSION else "公开前要处理"


def is_pending(clearance: Clearance | None) -> bool:
    return clearance is not None and clearance.state == State.ASKED


def clearance_words(clearance: Clearance | None) -> list[str]:
    if clearance is None:
        return []
    words = [f"{clearance.asked_by}（{moment(clearance.asked_at)}）申请保留：{clearance.reason}"]
    if clearance.decided_by_id:
        words.append(f"{clearance.decided_by}（{moment(clearance.decided_at)}）{clearance.get_state_display()}")
    return words


def may(name: str, case: Case) -> bool:
    step = STEPS[name]
    return step.when(case.item) and is_allowed(case, step)


def may_ask(spot: Spot, clearance: Clearance | None, case: Case, *, stands: bool) -> bool:
    return not stands and not is_pending(clearance) and spot.is_clearable and may("ask_clearance", case)


def may_decide(clearance: Clearance | None, case: Case) -> bool:
    if not is_pending(clearance) or not may("decide_clearance", case):
        return False
    return case.user.pk not in {clearance.asked_by_id, *case.proposers}


def ask_url(spot: Spot, item: Item) -> str:
    return f"/admin/catalog/item/{item.pk}/clearances/ask/?{urlencode({'kind': spot.kind, 'mask': spot.mask})}"


def decide_url(clearance: Clearance, item: Item) -> str:
    return f"/admin/catalog/item/{item.pk}/clearances/{clearance.pk}/decide/"
