"""The notice that tells those who read the catalogue what changed and why (QJ-15): 及时公布作出说明."""

from catalog.bulletins.actions import publish_explanation
from catalog.bulletins.models import Bulletin
from catalog.changes.effects import lines_of
from catalog.changes.models import EntryChange
from catalog.directory.models import Entry
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import plain
from disclosure.files.rich_text import from_plain
from disclosure.workflow.act import Act


def announce(act: Act, entry: Entry) -> Bulletin:
    """Written by who asked, published by who agreed; to society where society reads what is disclosed under the entry."""
    change = act.subject
    values = {
        "title": f"关于{change.get_kind_display()}党务公开目录事项“{change.subject}”的说明"[:200],
        "body": from_plain(text_of(change)),
        "scope": Scope.SOCIETY if entry.scope == Scope.SOCIETY else Scope.PARTY,
        "written_by": change.asked_by,
        "written_at": change.asked_at,
    }
    return act.follow(publish_explanation, change.maker, **values)


def text_of(change: EntryChange) -> str:
    day = plain(change.effective_on) if change.effective_on else ""
    head = f"自{day}起，{change.get_kind_display()}公开目录事项“{change.subject}”。"
    return "\n".join([head, *(f"{line}。" for line in lines_of(change)), change.explanation])
