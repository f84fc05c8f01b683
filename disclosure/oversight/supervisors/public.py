"""Who supervises disclosure there, on the organisation's public page (LK-24)."""

from catalog.public.panels import Visit
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.web.components import Fact
from disclosure.web.panel import Panel

MOST = 30


def supervisors_panel(visit: Visit) -> Panel | None:
    """Names, whom they come from and until when; how to reach them only where they agreed to it. One query."""
    found = Supervisor.objects.in_office(visit.on).filter(organization=visit.organization)
    rows = [Fact("监督员", words(row), is_wide=True) for row in found.order_by("from_on", "pk")[:MOST]]
    return Panel("supervisors", "党务公开监督员", "site/_supervisors.html", {"rows": rows}) if rows else None


def words(row: Supervisor) -> str:
    parts = (row.name, f"{row.get_constituency_display()}代表", row.unit, f"聘期{row.term_words}", row.contact)
    return "，".join(filter(None, parts))
