"""How long a package is kept (保管期限): the person chooses, the kind of the item suggests. The numbers (档号, 件号) follow it:
pieces are counted for each organisation, year and retention, without a gap."""

from django.db.models import Max

from catalog.archive.models import ArchiveRecord
from catalog.items.models import Item
from catalog.schemes.choices import LimitKind
from disclosure.organizations.models.directory import Organization

Retention = ArchiveRecord.Retention
USUAL_CATEGORY = "WS"  # 文书档案
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
    """``Z109-WS·2026-D30-LONGKOU-0007``: fonds, category, year, how long it is kept, whose, which piece (DA/T 13-2022, 5.3).
    Where no archive gave a fonds number, ``longkou-2026-D30-0007``."""
    fonds, category = fonds_of(organization)
    if not fonds:
        return plain_number(organization, year, retention, piece)
    return f"{fonds}-{category}·{year}-{LETTERS[retention]}-{organization.code.upper()}-{piece:04d}"


def plain_number(organization: Organization, year: int, retention: str, piece: int) -> str:
    """In letters that every disk and every server takes."""
    return f"{organization.code}-{year}-{LETTERS[retention]}-{piece:04d}"


def fonds_of(organization: Organization) -> tuple[str, str]:
    """The number of its fonds (全宗号) and the code of the category (门类): the nearest up the line that has one. ("", "") for none."""
    line = Organization.objects.filter(path__in=organization.line_paths).order_by("-path")
    rows = list(line.values_list("fonds_number", "archive_category"))
    fonds = next((number for number, _category in rows if number), "")
    category = next((code for _number, code in rows if code), USUAL_CATEGORY)
    return (fonds, category) if fonds else ("", "")
