"""When the retention of a package is over: at the end of a year, or of the year to which the last appraisal put it off."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from catalog.archive.appraisal.models import Appraisal
from catalog.archive.models import ArchiveRecord
from disclosure.deadlines.dates import local_day, plain

S = Appraisal.State
YEARS = {ArchiveRecord.Retention.YEARS_30: 30, ArchiveRecord.Retention.YEARS_10: 10}


def end_of_year(year: int) -> date:
    return date(year, 12, 31)


def last_extension(record: ArchiveRecord) -> Appraisal | None:
    return record.appraisals.filter(state=S.EXTENDED).order_by("-pk").first()


def end_of(record: ArchiveRecord) -> date | None:
    """The last day on which it is kept; None for good."""
    if extension := last_extension(record):
        return extension.kept_until
    years = YEARS.get(ArchiveRecord.Retention(record.retention))
    return end_of_year(record.year + years) if years else None


def over(on: date) -> QuerySet[ArchiveRecord]:
    """Packages that are still there, whose retention has ended and of which no appraisal is under way."""
    last = Appraisal.objects.filter(record=OuterRef("pk")).order_by("-pk")
    rows = ArchiveRecord.objects.exclude(path="").annotate(
        last_state=Subquery(last.values("state")[:1]), last_until=Subquery(last.values("kept_until")[:1])
    )
    first = Q()
    for retention, years in YEARS.items():
        first |= Q(retention=retention, year__lt=on.year - years)
    return rows.filter((Q(last_state__isnull=True) & first) | Q(last_state=S.EXTENDED, last_until__lt=on))


def retention_words(record: ArchiveRecord) -> str:
    """As the register has it, and what the last appraisal made of it."""
    words, extension = record.get_retention_display(), last_extension(record)
    if extension is None:
        return words
    return f"{words}，鉴定后{extension.get_opinion_display()}" + (
        f"（到{extension.kept_until.year}年底）" if extension.kept_until else ""
    )


def destroyed_words(record: ArchiveRecord) -> str:
    """Who destroyed it, when and why; empty for what is there."""
    row = record.appraisals.filter(state=S.DESTROYED).select_related("proposed_by", "decided_by").first()
    if row is None or row.decided_at is None:
        return ""
    day = plain(local_day(row.decided_at))
    return f"保管期满，经鉴定于{day}销毁。{row.proposed_by}提出，{row.decided_by}同意。理由：{row.reason}"
