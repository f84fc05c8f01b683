"""A month's circular as a paper: the words of its notice once there is one, else what the portal would write today."""

from datetime import date

from catalog.bulletins.models import Bulletin
from disclosure.deadlines import dates
from disclosure.files.papers.official import OfficialPaper
from disclosure.files.rich_text import to_text
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.circulars.drafting import ADDRESSEE, text_of
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.watching import Watch
from disclosure.web.components import Badge

S = Bulletin.State
BADGES = {S.DRAFT: "draft", S.SUBMITTED: "waiting", S.PUBLISHED: "done"}


def circular_of(organization: Organization, month: date) -> Circular | None:
    return Circular.objects.of(organization, month).standing().select_related("bulletin").first()


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


def badge_of(circular: Circular | None) -> Badge | None:
    if circular is None:
        return None
    return Badge(BADGES[S(circular.bulletin.state)], circular.bulletin.get_state_display())
