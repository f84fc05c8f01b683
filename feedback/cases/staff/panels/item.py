"""Which letters an item came of, on the item's workbench: by number to who may see the letter, else that there was one."""

from catalog.items.context import Case
from catalog.items.models import Item
from disclosure.web.panel import Panel
from feedback.cases.clocks.clocks import desk_url
from feedback.cases.item_words import words_about
from feedback.cases.models.cases import Letter
from feedback.cases.visibility import letters_for

NAME = "prompted"
TEMPLATE = "admin/feedback/letter/_item_panel.html"


def item_panel(item: Item, case: Case) -> Panel | None:
    words = words_about(item)
    if not words:
        return None
    seen = letters_for(case.access).filter(led_to=item).order_by("pk")
    return Panel(NAME, "公开缘由", TEMPLATE, {"words": words, "rows": [row_of(letter) for letter in seen]})


def row_of(letter: Letter) -> dict:
    return {
        "title": f"{letter.get_kind_display()}　{letter.number}",
        "url": desk_url(letter),
        "word": letter.get_state_display(),
    }
