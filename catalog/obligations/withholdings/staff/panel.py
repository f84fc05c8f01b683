"""An item's exemption, deferral or narrowing on its workbench: what is in force, and where to ask for one."""

from django.urls import reverse

from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.items.stages import narrower_scope
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.narrowing import narrowing_words
from catalog.obligations.withholdings.proposal import ON_ITS_WAY
from catalog.obligations.withholdings.staff.page import badge_of, days_of
from disclosure.organizations.roles import DRAFT
from disclosure.web.components import Fact
from disclosure.web.panel import Panel


def withholding_panel(item: Item, context: ItemContext) -> Panel | None:
    withholdings = list(Withholding.objects.about(item).order_by("-pk"))
    is_drafter = context.access.can(DRAFT, item.organization)
    is_unread = item.published_inside_at is None or item.withdrawn_at is not None
    may_ask, narrower = is_unread and is_drafter, narrower_scope(item)
    if not withholdings and not may_ask and not narrower:
        return None
    under_way = {row.kind for row in withholdings if row.state in ON_ITS_WAY}
    may_narrow = bool(narrower) and is_drafter and Withholding.Kind.NARROWING not in under_way
    shown = {
        "rows": [fact_of(withholding) for withholding in withholdings],
        "ask_url": f"{reverse('admin:catalog_withholding_add')}?item={item.pk}" if may_ask else "",
        # Of one that goes all the way it is only offered.
        "narrowed": narrowing_words(item, context.on) if item.is_narrowed else "",
        "narrow_url": f"{reverse('admin:catalog_withholding_narrow')}?item={item.pk}" if may_narrow else "",
    }
    is_open = bool(under_way) or bool(shown["narrowed"])
    title = "不予公开、暂缓公开或缩小范围"
    return Panel("withholding", title, "admin/catalog/withholding/_panel.html", shown, is_open)


def fact_of(withholding: Withholding) -> Fact:
    kind, badge = withholding.get_kind_display(), badge_of(withholding)
    what = days_of(withholding)
    if withholding.kind == Withholding.Kind.NARROWING:
        what = f"只到“{withholding.get_scope_display()}”，{withholding.left_out}看不到；{what}"
    return Fact(kind, what, withholding.get_absolute_url(), state=badge.state, word=badge.word)
