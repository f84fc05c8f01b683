"""The mark of a point on its organisation's page, for those who belong to it or watch over it."""

from catalog.public.panels import Visit
from disclosure.oversight.points.models import ContactPoint
from disclosure.web.panel import Panel


def points_panel(visit: Visit) -> Panel | None:
    """One query, none for a passer-by."""
    if not visit.is_inside:
        return None
    found = ContactPoint.objects.standing(visit.on).filter(organization=visit.organization)
    rows = list(found.select_related("guided_by").order_by("kind", "pk"))
    return Panel("points", "联系点和示范点", "site/_points.html", {"rows": rows}) if rows else None
