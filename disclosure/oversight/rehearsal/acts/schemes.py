"""A scheme in the making is written: what the script leaves out stays as it is."""

from catalog.own_schemes.actions import save_draft as save
from catalog.own_schemes.models import SchemeDraft
from disclosure.oversight.rehearsal.stage import Turn


def save_draft(turn: Turn, *, title: str = "", body: str = "", binds_below: bool | None = None) -> SchemeDraft:
    draft = turn.subject
    text = {"title": title or draft.title, "body": body or draft.body, "document": draft.document}
    below = draft.binds_below if binds_below is None else binds_below
    return save(draft, binds_below=below, by=turn.staff, now=turn.now, **text)
