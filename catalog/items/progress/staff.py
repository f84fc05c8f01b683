"""The panel of an item that is followed up: when it last was, what stands there, and taking one back."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from catalog.items.context import ItemContext
from catalog.items.models import Item, Version
from catalog.items.progress.actions import take_back_progress
from catalog.items.progress.forms import TakingBackForm
from catalog.items.staff.frame import item_page, question
from disclosure.deadlines.dates import plain
from disclosure.files.rich_text import to_text
from disclosure.web.panel import Panel
from disclosure.workflow.offers import offer_of

NAME, TEMPLATE = "progress", "admin/catalog/item/_progress_panel.html"
NOTE = "撤下以后谁也看不到，不能恢复。要更正的，撤下以后再补充一条。"


@dataclass(frozen=True)
class Row:
    """``url``: where it is taken back; empty where that is not theirs."""

    on: str
    text: str
    url: str


def progress_panel(item: Item, context: ItemContext) -> Panel | None:
    """Of what is on display and followed up, and of what ever was."""
    rows = list(item.versions.progress()) if item.published_inside_at else []
    if not rows and not (item.is_on_show and context.has_progress):
        return None
    may = bool(offer_of(take_back_progress, context))
    shown = {
        "last": last_words(rows),
        "sentence": sentence_of(context),
        "rows": [Row(plain(row.progress_on), to_text(row.body), url_of(item, row) if may else "") for row in rows],
    }
    return Panel(NAME, f"工作进展（{len(rows)}条）", TEMPLATE, shown, is_open=True)


def last_words(rows: list[Version]) -> str:
    """``rows`` in the order of their days."""
    days = [row.progress_on for row in rows if row.progress_on]
    return f"最近一次进展：{plain(days[-1])}。" if days else "公开以后还没有补充过工作进展。"


def sentence_of(context: ItemContext) -> str:
    """The document's own."""
    limit = context.rules.limits.get(context.item.limit_kind) if context.rules else None
    return limit.sentence if limit and limit.progress_updates else ""


def url_of(item: Item, version: Version) -> str:
    return reverse("admin:catalog_item_take_back_progress", args=[item.pk, version.pk])


def progress_pages(model_admin) -> list:
    return [item_page(model_admin, "progress/<int:progress>/take-back/", take_back, "take_back_progress")]


def take_back(model_admin, request, item, context, progress):
    row = item.versions.progress().filter(pk=progress).first()
    if row is None:
        raise Http404
    form = TakingBackForm(request.POST or None)
    return question(
        model_admin, request, take_back_progress, item, form, given={"progress": row},
        title=f"撤下{plain(row.progress_on)}的工作进展", press="撤下", back=f"{item.staff_url}#{NAME}", note=NOTE,
    )  # fmt: skip
