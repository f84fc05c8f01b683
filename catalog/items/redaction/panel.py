"""The sensitive data found in an item: each in its place, with what can be done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from catalog.items.actions.writing import mask_in_text
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.status import FILES, Spot
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from disclosure.deadlines.dates import moment
from disclosure.web.components import Badge
from disclosure.web.panel import Panel
from disclosure.workflow.offers import offer_of

SHOWN_MOST, PLACES_MOST = 100, 5
State = Waiver.State


@dataclass(frozen=True)
class Found:
    """One kind and mask, wherever it stands: one decision for one number. What the person may do about it."""

    spots: list[Spot]
    context: ItemContext

    @property
    def spot(self) -> Spot:
        return self.spots[0]

    @property
    def more(self) -> int:
        return max(0, len(self.spots) - PLACES_MOST)

    @property
    def waiver(self) -> Waiver | None:
        return self.context.waivers.get(self.spot.key)

    @property
    def pending(self) -> Waiver | None:
        return self.waiver if self.waiver and self.waiver.state == State.ASKED else None

    @property
    def is_allowed(self) -> bool:
        return self.context.is_allowed(self.spot)

    @property
    def badge(self) -> Badge:
        if self.is_allowed:
            return Badge("done", "同意保留")
        if self.pending:
            return Badge("waiting", "等保密审查员决定")
        return Badge("late", "提交前要处理" if self.spot.blocks(publication=False) else "公开前要处理")

    @property
    def can_mask(self) -> bool:
        is_maskable = not self.is_allowed and any(spot.is_maskable for spot in self.spots)
        return is_maskable and bool(offer_of(mask_in_text, self.context))

    @property
    def is_in_files(self) -> bool:
        return not self.is_allowed and any(spot.field == FILES for spot in self.spots)

    @property
    def ask_url(self) -> str:
        if self.is_allowed or self.pending or not self.spot.is_clearable or not offer_of(ask_waiver, self.context):
            return ""
        query = urlencode({"kind": self.spot.kind, "mask": self.spot.mask})
        return f"{reverse('admin:catalog_item_ask_waiver', args=[self.context.item.pk])}?{query}"

    @property
    def decide_url(self) -> str:
        """Empty for who asked, wrote or submitted."""
        if self.pending is None or not offer_of(decide_waiver, self.context):
            return ""
        if self.context.user.pk in {self.pending.asked_by_id, *self.context.proposers}:
            return ""
        return reverse("admin:catalog_item_decide_waiver", args=[self.context.item.pk, self.pending.pk])

    def waiver_words(self) -> Iterator[str]:
        if waiver := self.waiver:
            yield f"{waiver.asked_by}（{moment(waiver.asked_at)}）申请保留：{waiver.reason}"
            if waiver.decided_at:
                yield f"{waiver.decided_by}（{moment(waiver.decided_at)}）{waiver.get_state_display()}"


def findings_panel(item: Item, context: ItemContext) -> Panel | None:
    """Gone once the version is released: then its waivers stand in the record."""
    if not context.spots and not context.waivers:
        return None
    rows = grouped(context)
    asks = any(row.decide_url for row in rows[:SHOWN_MOST])
    shown = {
        "rows": rows[:SHOWN_MOST],
        "left": max(0, len(rows) - SHOWN_MOST),
        "hints": [spot for spot in context.spots if spot.is_hint][:SHOWN_MOST],
        "seen_saved_at": context.version.saved_at.isoformat(),
    }
    is_open = asks or (bool(context.open_spots) and context.version.released_at is None)
    title = f"不该公开的内容（{len(rows)}处）" if rows else "公开前再看一眼"
    return Panel("findings", title, "admin/catalog/item/_findings_panel.html", shown, is_open=is_open, asks=asks)


def grouped(context: ItemContext) -> list[Found]:
    groups: dict[tuple[str, str], list[Spot]] = {}
    for spot in context.spots:
        if not spot.is_hint:
            groups.setdefault(spot.key, []).append(spot)
    return [Found(spots, context) for spots in groups.values()]
