"""A catalogue in the columns of a standard catalogue of government affairs, to stand beside one (LK-29)."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse

from catalog.directory.contents import entries_of
from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.rows import Row
from catalog.directory.exchange.write_government import GOVERNMENT_WRITERS, Standing
from catalog.directory.exporting import NothingToExport, found_by, rows_of, to_take_away
from catalog.directory.models import Catalogue
from catalog.schemes.choices import Scope
from catalog.schemes.loading import annex
from catalog.schemes.models import Scheme
from disclosure.organizations.models.directory import Organization

S = Organization.Sector
# Only where the kind of organisation says it: a department or an organ may be of any level.
LEVEL_OF = {S.STREET_TOWN: "乡级", S.VILLAGE: "村级", S.COMMUNITY: "社区级"}


def export_in_government_columns(catalogue: Catalogue, kind: str) -> bytes:
    """``kind`` is csv or xlsx."""
    lines = enumerate(entries_of(catalogue).entries, start=1)
    is_own = catalogue.applies_to == Catalogue.AppliesTo.OWN
    sectors = [catalogue.organization.sector] if is_own else catalogue.sectors
    standing = Standing(
        society=frozenset(number for number, line in lines if line.scope == Scope.SOCIETY),
        basis=f"《{catalogue.scheme.title}》",
        levels=tuple(dict.fromkeys(LEVEL_OF[sector] for sector in sectors if sector in LEVEL_OF)),
    )
    return GOVERNMENT_WRITERS[kind](rows_of(catalogue), catalogue.title, standing)


def government_file(catalogue: Catalogue, kind: str) -> HttpResponse:
    """To take away from a page. 404 for another kind."""
    if kind not in GOVERNMENT_WRITERS:
        raise Http404
    return to_take_away(export_in_government_columns(catalogue, kind), f"{catalogue}（政务公开目录格式）", kind)


def export_code_in_government_columns(code: str, kind: str) -> bytes:
    """Of the catalogue or the annex that the code names, as ``exporting.export_code``."""
    if kind not in GOVERNMENT_WRITERS:
        raise NothingToExport(f"政务公开目录的栏目只有 {'、'.join(sorted(GOVERNMENT_WRITERS))}，没有 {kind}。")
    found = found_by(code)
    if isinstance(found, Catalogue):
        return export_in_government_columns(found, kind)
    rows = read_catalogue(annex(found.slug)).rows
    standing = Standing(society=open_to_society(rows, found), basis=f"《{found.title}》")
    return GOVERNMENT_WRITERS[kind](rows, found.data["catalogue"]["title"], standing)


def open_to_society(rows: Sequence[Row], scheme: Scheme) -> frozenset[int]:
    """By the scheme's own words."""
    scopes = [row for row in scheme.data["scopes"] if row["scope"] == Scope.SOCIETY]
    words = {word for row in scopes for word in row["raw_words"]}
    return frozenset(row.number for row in rows if row.scope and words.issuperset(row.scope))
