"""An item's exemption or deferral on its workbench: what is in force, and where to ask for one before it is published."""

from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.obligations.withholdings.guard import S, url_of
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.staff.page import BADGES, days_of
from disclosure.organizations.roles import DRAFT
from disclosure.web.panel import Panel


def withholding_panel(item: Item, case: ItemContext) -> Panel | None:
    withholdings = list(Withholding.objects.about(item).order_by("-pk"))
    may_ask = item.published_inside_at is None and case.access.can(DRAFT, item.organization)
    if not withholdings and not may_ask:
        return None
    context = {
        "rows": [row_of(withholding) for withholding in withholdings],
        "ask_url": f"/admin/catalog/withholding/add/?item={item.pk}" if may_ask else "",
    }
    is_open = any(withholding.state in (S.SUBMITTED, S.AGREED, S.IN_FORCE) for withholding in withholdings)
    return Panel("withholding", "不予公开或暂缓公开", "admin/catalog/withholding/_panel.html", context, is_open)


def row_of(withholding: Withholding) -> dict:
    return {
        "kind": withholding.get_kind_display(),
        "days": days_of(withholding),
        "state": BADGES[S(withholding.state)],
        "word": withholding.get_state_display(),
        "url": url_of(withholding),
    }
