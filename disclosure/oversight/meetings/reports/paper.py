"""The office's report as an official document."""

from disclosure.deadlines.dates import plain
from disclosure.files.papers.official import OfficialPaper
from disclosure.oversight.meetings.models import OfficeReport
from disclosure.web.moments import local_day


def paper_of(row: OfficeReport) -> OfficialPaper:
    """In the shape of an official document."""
    paragraphs = [line.strip() for line in row.body.splitlines() if line.strip()]
    day = local_day(row.signed_at) if row.signed_at else local_day(row.saved_at)
    return OfficialPaper(
        row.organization.name, [row.title], "", f"{row.organization}党务公开工作领导小组", paragraphs, plain(day)
    )
