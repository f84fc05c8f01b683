"""What the register and the manifest say of a package: 题名, 责任者, 日期, 页数 and the rest."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from catalog.archive.models import ArchiveRecord
from catalog.archive.package.four_properties import report_parts
from catalog.archive.package.parts import CONTRIBUTORS, Part
from catalog.archive.package.planned import planned_parts
from catalog.archive.package.published import NO_PDF, published_parts
from catalog.archive.package.records import record_parts_of
from catalog.archive.retention import archive_number, fonds_of, next_piece
from catalog.items.models import Item
from disclosure.deadlines.dates import local_day, moment, plain


def parts_of(item: Item) -> list[Part]:
    """Everything that belongs into the package, in the order of the manifest."""
    own = [*published_parts(item), *record_parts_of(item), *planned_parts(item)]
    return [*own, *(part for make in CONTRIBUTORS for part in make(item))]


def with_report(record: ArchiveRecord, parts: Sequence[Part]) -> list[Part]:
    """The parts, and how their four properties (四性) were found."""
    return [*parts, *report_parts(record, parts)]


def record_for(item: Item, parts: Iterable[Part], *, retention: str, by, now) -> ArchiveRecord:
    """Not saved yet, without its file. The year is the one of the publication, whenever it is packed; the caller holds
    the organisation's lock."""
    dated_on = published_on(item)
    organization, year = item.organization, dated_on.year
    piece = next_piece(organization, year, retention)
    return ArchiveRecord(
        item=item,
        organization=organization,
        year=year,
        archive_number=archive_number(organization, year, retention, piece),
        piece_number=piece,
        title=item.title,
        responsible=responsible(item),
        dated_on=dated_on,
        pages=sum(part.pages for part in parts),
        retention=retention,
        packed_by=by,
        packed_at=now,
    )


def published_on(item: Item) -> date:
    assert item.published_inside_at is not None, "only what was public is archived"
    return local_day(item.published_inside_at)


def responsible(item: Item) -> str:
    name = f"{item.organization.name} {item.department.name}" if item.department else item.organization.name
    return name[:200]


def manifest_head(record: ArchiveRecord, parts: Iterable[Part]) -> Mapping[str, object]:
    """The head of the manifest."""
    fonds, category = fonds_of(record.organization)
    return {
        "档号": record.archive_number,
        **({"全宗号": fonds, "档案门类代码": category, "机构代码": record.organization.code.upper()} if fonds else {}),
        "件号": record.piece_number,
        "年度": record.year,
        "题名": record.title,
        "责任者": record.responsible,
        "日期": plain(record.dated_on),
        "页数": record.pages,
        "保管期限": record.get_retention_display(),
        "索引号": record.item.index_number,
        "归档人": str(record.packed_by),
        "归档时间": moment(record.packed_at),
        "说明": remarks(record.item, parts),
    }


def remarks(item: Item, parts: Iterable[Part]) -> list[str]:
    found = ["公开后撤回"] if item.withdrawn_at else []
    if not any(part.name.startswith("公开内容") and part.name.endswith(".pdf") for part in parts):
        found.append(NO_PDF)
    return found
