"""档号 and 件号: pieces are counted for each organisation, year and retention, without a gap."""

from django.db.models import Max

from catalog.archive.models import ArchiveRecord
from disclosure.organizations.models.directory import Organization

LETTERS = {
    ArchiveRecord.Retention.PERMANENT: "Y",
    ArchiveRecord.Retention.YEARS_30: "D30",
    ArchiveRecord.Retention.YEARS_10: "D10",
}


def next_piece(organization: Organization, year: int, retention: str) -> int:
    """The caller holds the organisation's lock until the record is written, so that no two are alike."""
    used = ArchiveRecord.objects.filter(organization=organization, year=year, retention=retention)
    return (used.aggregate(last=Max("piece_number"))["last"] or 0) + 1


def archive_number(organization: Organization, year: int, retention: str, piece: int) -> str:
    """``longkou-2026-D30-0007``: whose, of which year, kept how long, which piece."""
    return f"{organization.code}-{year}-{LETTERS[retention]}-{piece:04d}"
