"""An item's exemption or deferral on its workbench: what is in force, and where to ask for one before it is published."""

from django.urls import reverse

from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.staff.page import badge_of, days_of
from disclosure.organizations.roles import DRAFT
from disclosure.web.components import Fact
from disclosure.web.panel import Panel

S = Withholding.State


def withholding_panel(item: Item, context: ItemContext) -> Panel | None:
    withholdings = list(Withholding.objects.about(item).order_by("-pk"))
    may_ask = item.published_inside_at is None and context.access.can(DRAFT, item.organization)
    if not withholdings and not may_ask:
        return None
    shown = {
        "rows": [fact_of(withholding) for withholding in withholdings],
        "ask_url": f"{reverse('admin:catalog_withholding_add')}?item={item.pk}" if may_ask else "",
    }
    is_open = any(withholding.state in (S.SUBMITTED, S.AGREED, S.IN_FORCE) for withholding in withholdings)
    return Panel("withholding", "不予公开或暂缓公开", "admin/catalog/withholding/_panel.html", shown, is_open)


def fact_of(withholding: Withholding) -> Fact:
    kind, badge = withholding.get_kind_display(), badge_of(withholding)
    return Fact(kind, days_of(withholding), withholding.get_absolute_url(), state=badge.state, word=badge.word)
