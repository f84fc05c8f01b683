"""The page of an organisation's circulars: the month's text, how far it is, and who below has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from catalog.bulletins.models import Bulletin
from disclosure.deadlines import dates
from disclosure.files.papers.official import OfficialPaper
from disclosure.files.rich_text import to_text
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership
from disclosure.organizations.roles import DRAFT
from disclosure.oversight.board.numbers import months_until
from disclosure.oversight.circulars.drafting import ADDRESSEE, text_of
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.watching import Watch
from disclosure.web.components import Badge, Cell, Tab

S = Bulletin.State
BADGES = {S.DRAFT: "draft", S.SUBMITTED: "waiting", S.PUBLISHED: "done"}
MONTHS = 6


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
    address, query = reverse("oversight:organization_circulars", args=[organization.code]), f"?month={month:%Y-%m}"
    is_sent = circular is not None and circular.bulletin.state == S.PUBLISHED
    return CircularPage(
        [
            Tab(dates.year_month(each), f"{address}?month={each:%Y-%m}", each == month)
            for each in reversed(months_until(on, MONTHS))
        ],
        month,
        paper_of(watch, month, circular, on),
        badge_of(circular),
        circular.bulletin.get_staff_url() if circular and works_there else "",
        circular.bulletin.get_absolute_url() if circular and is_sent else "",
        circular is None and access.can(DRAFT, organization),
        [(label, f"{file_url(organization, kind)}{query}") for label, kind in (("Word", "docx"), ("PDF", "pdf"))],
        receipts_of(watch, circular.bulletin, on) if circular and is_sent else [],
    )


def circular_of(organization: Organization, month: date) -> Circular | None:
    return Circular.objects.of(organization, month).standing().select_related("bulletin").first()


def badge_of(circular: Circular | None) -> Badge | None:
    return circular and Badge(BADGES[S(circular.bulletin.state)], circular.bulletin.get_state_display())


def file_url(organization: Organization, kind: str) -> str:
    return reverse("oversight:circular_file", args=[organization.code, kind])


def paper_of(watch: Watch, month: date, circular: Circular | None, on: date) -> OfficialPaper:
    """In the words of the notice, as far as it is kept; the day is that of its publication, or today."""
    organization = watch.organization
    assert organization
    if circular is None:
        text = text_of(watch, month, on)
        return OfficialPaper(organization.name, [text.title], "", ADDRESSEE, text.paragraphs, dates.plain(on))
    bulletin = circular.bulletin
    day = dates.local_day(bulletin.published_at) if bulletin.published_at else on
    lines = to_text(bulletin.body).splitlines()
    return OfficialPaper(organization.name, [bulletin.title], "", ADDRESSEE, lines, dates.plain(day))


def receipts_of(watch: Watch, bulletin: Bulletin, on: date) -> list[list[Cell]]:
    """Organisation by organisation: how many of its members the notice is for, and how many have confirmed it. Two statements."""
    members = Membership.objects.current(on).filter(
        kind=Membership.Kind.PARTY, organization__path__startswith=watch.top, person__is_active=True
    )
    # A person's confirmation is one row a notice.
    confirmed = Q(person__receipts__bulletin=bulletin)
    found = (
        members.order_by()
        .values("organization")
        .annotate(asked=Count("person", distinct=True), read=Count("person", filter=confirmed, distinct=True))
    )
    counts = {row["organization"]: (row["asked"], row["read"]) for row in found}
    return [receipt_row(place, *counts.get(place.pk, (0, 0))) for place in in_use(watch.places)]


def in_use(places: Sequence[Organization]) -> list[Organization]:
    return [place for place in places if place.is_active]


def receipt_row(place: Organization, asked: int, read: int) -> list[Cell]:
    state, word = ("done", "都已确认") if asked and read == asked else ("waiting", "还没有人确认")
    if 0 < read < asked:
        state, word = "soon", "有人确认"
    if not asked:
        state, word = "draft", "没有党员账号"
    return [
        Cell("党组织", "title", str(place)),
        Cell("要确认的人", "number", str(asked)),
        Cell("已确认", "number", str(read)),
        Cell("情况", "tight", state=state, word=word),
    ]
