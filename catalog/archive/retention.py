"""How long a package is kept (保管期限): the person chooses, the kind of the item suggests. The numbers (档号, 件号) follow it:
pieces are counted for each organisation, year and retention, without a gap."""

from django.db.models import Max

from catalog.archive.models import ArchiveRecord
from catalog.items.models import Item
from catalog.schemes.choices import LimitKind
from disclosure.organizations.models.directory import Organization

Retention = ArchiveRecord.Retention
LETTERS: dict[str, str] = {Retention.PERMANENT: "Y", Retention.YEARS_30: "D30", Retention.YEARS_10: "D10"}
WHY: dict[str, tuple[str, str]] = {
    LimitKind.FIXED: (Retention.PERMANENT, "制度、职责、机构这一类长期有效，建议永久保管。"),
    LimitKind.PERIODIC: (Retention.YEARS_30, "按期公开的工作情况以后要查考，建议保管30年。"),
    LimitKind.STAGED: (Retention.YEARS_30, "分阶段公开的工作以后要查考，建议保管30年。"),
    LimitKind.IMMEDIATE: (Retention.YEARS_10, "临时性事项，建议保管10年；涉及人事、重大决定的请改选永久。"),
}


def suggested_retention(item: Item) -> tuple[str, str]:
    """How long, and why. What is important is kept for good, whatever its kind."""
    return (Retention.PERMANENT, "重要事项，建议永久保管。") if item.is_important else WHY[item.limit_kind]


def next_piece(organization: Organization, year: int, retention: str) -> int:
    """The caller holds the organisation's lock until the record is written, so that no two are alike."""
    used = ArchiveRecord.objects.filter(organization=organization, year=year, retention=retention)
    return (used.aggregate(last=Max("piece_number"))["last"] or 0) + 1


def archive_number(organization: Organization, year: int, retention: str, piece: int) -> str:
    """``longkou-2026-D30-0007``: whose, of which year, kept how long, which piece."""
    return f"{organization.code}-{year}-{LETTERS[retention]}-{piece:04d}"
