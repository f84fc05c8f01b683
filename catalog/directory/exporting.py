"""A catalogue as csv, xlsx or docx, so that it imports back identically."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse

from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.exchange.reading.read import read_catalogue
from catalog.directory.exchange.rows import NOTE, Row
from catalog.directory.exchange.write import WRITERS
from catalog.directory.models import Catalogue, Entry
from catalog.schemes.loading import annex
from catalog.schemes.models import Scheme
from disclosure.files.serving import download
from disclosure.organizations.models.directory import Organization
from disclosure.web.spreadsheet import BYTE_ORDER_MARK

FORMATS = sorted(WRITERS)


class NothingToExport(LookupError):
    """Raised when neither an organisation nor a scheme answers to the code; the message is fit for a page."""


def rows_of(catalogue: Catalogue) -> list[Row]:
    """The entries in the catalogue's own words. One query."""
    tree = entries_of(catalogue)
    placed = (
        (category.label, subcategory.label, line)
        for category in tree.categories
        for subcategory in category.subcategories
        for line in subcategory.entries
    )
    return [
        Row(
            number=number,
            code=line.code,
            category=category,
            subcategory=subcategory,
            content=line.name,
            scope=tuple(line.scope_words or [line.get_scope_display()]),
            forms=tuple(line.channels),
            limit=line.limit_words or line.get_limit_kind_display(),
            departments=tuple(line.department_names),
            person=line.person_name,
            notes=notes_of(line),
        )
        for number, (category, subcategory, line) in enumerate(placed, start=1)
    ]


def notes_of(line: Entry) -> Mapping[str, str]:
    """The note, the classes and the matter of government affairs, by the titles of their columns."""
    note = {NOTE: line.note} if line.note else {}
    return {**note, **{taxonomy.title: each.label for taxonomy, each in line.classes}, **line.government_columns}


def export_catalogue(catalogue: Catalogue, kind: str) -> bytes:
    """``kind`` is csv, xlsx or docx."""
    return WRITERS[kind](rows_of(catalogue), catalogue.title)


def catalogue_file(catalogue: Catalogue, kind: str) -> HttpResponse:
    """To take away from a page; a csv with the mark that Excel needs. 404 for another kind."""
    if kind not in FORMATS:
        raise Http404
    return to_take_away(export_catalogue(catalogue, kind), str(catalogue), kind)


def to_take_away(data: bytes, name: str, kind: str) -> HttpResponse:
    mark = BYTE_ORDER_MARK.encode() if kind == "csv" else b""
    return download(mark + data, f"{name}.{kind}")


def export_code(code: str, kind: str) -> bytes:
    found = found_by(code)
    if isinstance(found, Catalogue):
        return export_catalogue(found, kind)
    return WRITERS[kind](read_catalogue(annex(found.slug)).rows, found.data["catalogue"]["title"])


def found_by(code: str) -> Catalogue | Scheme:
    """The catalogue that applies to the organisation with the code; else the scheme so named, for its annex."""
    organization = Organization.objects.filter(code=code).first()
    catalogue = catalogue_for(organization) if organization else None
    if catalogue:
        return catalogue
    scheme = Scheme.objects.filter(slug=code, organization=None).first()
    if scheme:
        return scheme
    if organization:
        raise NothingToExport(f"“{organization}”还没有施行中的公开目录。")
    raise NothingToExport(f"没有代码为“{code}”的组织或实施方案。")
