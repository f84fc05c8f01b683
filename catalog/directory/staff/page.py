"""What the staff page of a catalogue shows: its metadata, the whole directory, where it is changed and taken out."""

from dataclasses import dataclass

from catalog.directory.contents import DirectoryTree, entries_of
from catalog.directory.entries import add_entry
from catalog.directory.exchange.rows import COLUMN_NAMES
from catalog.directory.models import Catalogue
from catalog.directory.staff.file_links import downloads_of
from disclosure.deadlines.dates import plain
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.web.components import Link
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage


@dataclass(frozen=True)
class CatalogueParts:
    """``presets``: a sentence or nothing; ``is_draft``: the person may edit it; ``is_in_force``: and ask for changes of it."""

    tree: DirectoryTree
    count: int
    filed: str
    agreed: str
    sectors: str
    presets: str
    is_draft: bool
    is_in_force: bool
    downloads: list[Link]


def page_of(context: Context) -> ProcedurePage:
    catalogue, tree = context.subject, entries_of(context.subject)
    keeps = context.access.can(MANAGE_CATALOGUE, catalogue.organization)
    parts = CatalogueParts(
        tree=tree,
        count=len(list(tree.entries)),
        filed=filed_word(catalogue),
        agreed=f"{catalogue.agreed_with}，{plain(catalogue.agreed_on)}" if catalogue.agreed_on else "",
        sectors=catalogue.reach_words(),
        presets=presets_of(catalogue),
        is_draft=offer_of(add_entry, context) is not None,
        is_in_force=keeps and catalogue.state == Catalogue.State.IN_FORCE,
        downloads=downloads_of(catalogue),
    )
    return ProcedurePage(heading=str(catalogue), badge=None, caption="", facts=[], more=parts)


def filed_word(catalogue: Catalogue) -> str:
    """Nothing where no document asks for it."""
    if catalogue.filed_on:
        return f"✓ {plain(catalogue.filed_on)}"
    return "未备案" if catalogue.must_be_filed else ""


def presets_of(catalogue: Catalogue) -> str:
    """Columns that the document leaves open and the scheme's file filled in: to be confirmed by the organisation."""
    if not catalogue.presets:
        return ""
    names = "、".join(COLUMN_NAMES[name] for name in catalogue.presets)
    return f"{names}是预设的。{catalogue.scheme.data['catalogue'].get('presets_reason', '')}"
