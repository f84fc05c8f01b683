"""The page of an organisation's circulars: the month's text, how far it is, and who below has read it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from disclosure.files.papers.official import OfficialPaper
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DRAFT
from disclosure.oversight.circulars.paper import badge_of, circular_of, paper_of
from disclosure.oversight.circulars.place import month_tabs
from disclosure.oversight.circulars.receipts import receipts_of
from disclosure.oversight.watching import Watch
from disclosure.web.components import Badge, Cell, Tab


@dataclass(frozen=True)
class CircularPage:
    """``paper``: the notice's text once there is one, else what the portal would write today; ``edit_url``: the notice's staff
    page, for who works there; ``may_draft``: keep it as a notice; ``receipts``: rows of the component ``table``."""

    months: list[Tab]
    month: date
    paper: OfficialPaper
    badge: Badge | None
    edit_url: str
    read_url: str
    may_draft: bool
    files: list[tuple[str, str]]
    receipts: list[list[Cell]]


def circular_page(watch: Watch, month: date, access: Access, on: date) -> CircularPage:
    organization = watch.organization
    assert organization
    circular = circular_of(organization, month)
    works_there = organization.pk in access.desk_ids
    is_sent = circular is not None and circular.is_sent
    return CircularPage(
        month_tabs(organization, month, on),
        month,
        paper_of(watch, month, circular, on),
        badge_of(circular),
        circular.bulletin.get_staff_url() if circular and works_there else "",
        circular.bulletin.get_absolute_url() if circular and is_sent else "",
        circular is None and access.can(DRAFT, organization),
        [(label, file_url(organization, month, kind)) for label, kind in (("下载 Word", "docx"), ("看 PDF", "pdf"))],
        receipts_of(watch, circular.bulletin, on) if circular and is_sent else [],
    )


def file_url(organization: Organization, month: date, kind: str) -> str:
    return f"{reverse('oversight:circular_file', args=[organization.code, kind])}?month={month:%Y-%m}"
