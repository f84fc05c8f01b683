"""How an item is shown: from when to when, when it goes outside by itself, its poster and its screen; and where it was
disclosed before and again (LK-07, PL-05, PL-11, QJ-13)."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from catalog.items.actions import longer_display  # noqa: F401
from catalog.items.actions.display import release_on, set_display_until, set_outside_after
from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.public.poster import is_on_display, posters
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day, plain
from disclosure.web.panel import Panel
from disclosure.workflow.offers import offer_of

ON_PAPER = ("公开栏", "公示栏", "张贴")


def display_panel(item: Item, context: ItemContext) -> Panel | None:
    """From the approval on: before it the display is part of the plan."""
    may_change, may_stage = (bool(offer_of(action, context)) for action in (set_display_until, set_outside_after))
    if item.published_inside_at is None and not (may_change or may_stage):
        return None
    on_display = is_on_display(item, context.on)
    shown = {
        "lines": list(filter(None, [shown_words(item, context.on), longer_words(item), stage_words(item)])),
        "change_url": reverse("admin:catalog_item_display", args=[item.pk]) if may_change else "",
        "stage_url": reverse("admin:catalog_item_stage", args=[item.pk]) if may_stage else "",
        "posters": posters(item) if item.published_version_id and not item.is_taken_back else [],
        "screen_url": reverse("catalog:screen", args=[item.organization.code]) if on_display else "",
    }
    title = "怎样展示" if item.scope == Scope.INDIVIDUAL else "展示、张贴和电子屏"
    is_posted = on_display and any(word in form for word in ON_PAPER for form in item.channels)
    is_open = is_posted or item.published_inside_at is None
    return Panel("display", title, "admin/catalog/item/_display_panel.html", shown, is_open=is_open)


def shown_words(item: Item, on: date) -> str:
    until = item.display_until
    if item.is_taken_back:
        return "已经撤回，谁也看不到。" if item.withdrawn_at else "已经隐藏，谁也看不到，也不能张贴。"
    if item.published_outside_at is None:
        return f"准备展示到 {plain(until)}。" if until else ""
    since = plain(local_day(item.published_outside_at))
    if item.display_ended_at:
        return f"{since}起向社会展示，{plain(local_day(item.display_ended_at))}结束。"
    if until is None:
        return f"{since}起向社会展示，没有截止日期。"
    days = (until - local_day(item.published_outside_at)).days
    ending = f"还有 {(until - on).days} 天" if until >= on else "公示期已满"
    return f"{since}起向社会展示到 {plain(until)}，共 {days} 天，{ending}。"


def longer_words(item: Item) -> str:
    if item.longer_until is None:
        return ""
    stands = "已批准" if item.longer_agreed_at else "等另一个人批准"
    return f"{item.longer_asked_by}申请展示到 {plain(item.longer_until)}，{stands}。原因：{item.longer_reason}"


def stage_words(item: Item) -> str:
    if item.published_outside_at or item.outside_after_days is None:
        return ""
    day = release_on(item)
    return f"{plain(day)}自动向社会公开。" if day else f"党内公开 {item.outside_after_days} 天后自动向社会公开。"


@dataclass(frozen=True)
class Linked:
    """One of two items that follow each other. ``reason``: why it was disclosed again."""

    item: Item
    is_before: bool
    reason: str

    @property
    def on(self) -> str:
        return plain(self.item.event_on)


def redisclosure_panel(item: Item, context: ItemContext) -> Panel | None:
    """The items before and after it that are on the person's desk, and the way to disclose it once more."""
    found = Item.objects.on_desk_of(context.user, context.on).linked_to(item).order_by("pk")
    pairs = ((row, item if row.pk == item.redisclosure_of_id else row) for row in found)
    rows = [Linked(row, row is not later, later.redisclosure_reason) for row, later in pairs]
    under_way = any(not row.is_before and row.item.published_inside_at is None for row in rows)
    may_begin = bool(offer_of(start_redisclosure, context)) and not under_way
    if not rows and not may_begin:
        return None
    shown = {"rows": rows, "url": reverse("admin:catalog_item_redisclose", args=[item.pk]) if may_begin else ""}
    template = "admin/catalog/item/_redisclosure_panel.html"
    return Panel("redisclosure", "再次公开", template, shown, is_open=bool(rows))
