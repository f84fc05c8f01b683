"""An item's exemption or deferral on its workbench: what is in force, and where to ask for one before it is published."""

from catalog.items.context import Case
from catalog.items.models import Item
from catalog.obligations.withholdings.guard import S, url_of
from catalog.obligations.withholdings.models import Excuse
from catalog.obligations.withholdings.staff.page import BADGES, days_of
from disclosure.organizations.roles import DRAFT
from disclosure.web.panel import Panel


def excuse_panel(item: Item, case: Case) -> Panel | None:
    excuses = list(Excuse.objects.about(item).exclude(state=S.DRAFT).order_by("-pk"))
    may_ask = item.published_inside_at is None and case.access.can(DRAFT, item.organization)
    if not excuses and not may_ask:
        return None
    context = {
        "rows": [row_of(excuse) for excuse in excuses],
        "ask_url": f"/admin/catalog/excuse/add/?item={item.pk}" if may_ask else "",
    }
    is_open = any(excuse.state in (S.SUBMITTED, S.AGREED, S.IN_FORCE) for excuse in excuses)
    return Panel("excuse", "不予公开或暂缓公开", "admin/catalog/excuse/_panel.html", context, is_open)


def row_of(excuse: Excuse) -> dict:
    return {
        "kind": excuse.get_kind_display(),
        "days": days_of(excuse),
        "state": BADGES[S(excuse.state)],
        "word": excuse.get_state_display(),
        "url": url_of(excuse),
    }
