"""The views of the queue at the desk, each with what stands in it, and how much that is (LK-23)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from disclosure.organizations.access import Access
from disclosure.organizations.roles import APPROVE, DECIDE_BELOW
from feedback.cases.models.cases import Case
from feedback.cases.models.handovers import Handover
from feedback.cases.models.replies import Reply
from feedback.cases.staff.queue_order import runs_due
from feedback.cases.states import HANDED_OVER_FROM, State
from feedback.cases.visibility import HANDLED, cases_for, sent_up

WEEK = timedelta(days=6)
# What may be done with several cases at once.
TOGETHER = ("claim", "assign", "defer")
CAP = 1000  # nobody reads further, and counting further would cost more the more there is


@dataclass(frozen=True)
class Tab:
    """``days``: narrows the next day, from today. ``is_open``: of cases that are not ended. ``without``: actions that
    cannot be taken on what stands there."""

    name: str
    label: str
    condition: Callable[[Access], Q] = lambda access: Q()
    days: Callable[[date], Mapping[str, Any]] = lambda on: {}
    is_open: bool = True
    empty: str = "这里现在没有来件。"
    permission: str = ""
    without: tuple[str, ...] = ()


def mine(access: Access) -> Q:
    return Q(handler=access.user.pk) & (Q(deferred_until_on__isnull=True) | Q(deferred_until_on__lte=access.on))


def waiting(access: Access) -> Q:
    return ~Q(waiting_for="") | Q(state=State.AT_SUPERIOR)


def to_decide(access: Access) -> Q:
    return Q(state=State.AT_SUPERIOR) & sent_up(access)


def to_approve(access: Access) -> Q:
    """An answer is written, or a handing over proposed, and another person's word is asked."""
    drafts = Reply.objects.filter(case=OuterRef("pk"), state=Reply.State.DRAFT, approved_by__isnull=True)
    drafts = drafts.exclude(written_by=access.user.pk)
    answered = Q(Exists(drafts), kind__in=HANDLED, state=State.ACCEPTED)
    return Q(organization__in=access.organization_ids(APPROVE)) & (answered | to_hand_over(access))


def to_hand_over(access: Access) -> Q:
    """Somebody else proposed to hand it over, and it is not yet taken on."""
    proposed = Handover.objects.unconfirmed().filter(case=OuterRef("pk")).exclude(proposed_by=access.user.pk)
    return Q(Exists(proposed), state__in=HANDED_OVER_FROM)


TABS = {
    tab.name: tab
    for tab in (
        Tab("mine", "我的", mine, without=("claim",), empty="没有分给您、还没办完的来件。"),
        Tab("approve", "等我批准", to_approve, permission=APPROVE, without=TOGETHER, empty="没有等您批准的。"),
        Tab("decide", "等我审定", to_decide, permission=DECIDE_BELOW, without=TOGETHER, empty="下级没有报来要审定的。"),
        Tab("unassigned", "未分办", lambda access: Q(handler__isnull=True, department__isnull=True)),
        Tab("soon", "今天和七天内", days=lambda on: {"range": (on, on + WEEK)}, empty="七天内没有到期的来件。"),
        Tab("late", "已逾期", days=lambda on: {"lt": on}, empty="没有逾期的来件。"),
        Tab("waiting", "等别人", waiting, empty="没有在等补正、等第三方或者等上级的来件。"),
        Tab("deferred", "搁置", lambda access: Q(deferred_until_on__gt=access.on), empty="没有搁下的来件。"),
        Tab("open", "全部未办结"),
        Tab("closed", "已办结", is_open=False, without=TOGETHER, empty="还没有办结的来件。"),
    )
}


def tabs_for(access: Access) -> list[Tab]:
    return [tab for tab in TABS.values() if not tab.permission or access.has_any(tab.permission)]


def of_tab(tab: Tab, access: Access) -> QuerySet[Case]:
    return cases_for(access).filter(tab.condition(access), closed_at__isnull=tab.is_open)


def counts_of(access: Access) -> Mapping[str, int]:
    """View → how many, up to ``CAP``: one query a view, two where the day narrows it."""
    return {tab.name: count_of(tab, access) for tab in tabs_for(access)}


def count_of(tab: Tab, access: Access) -> int:
    cases, days = of_tab(tab, access), tab.days(access.on)
    runs = runs_due(cases, **days) if days else [cases]
    return min(sum(rows.order_by()[:CAP].count() for rows in runs), CAP)


def count_words(count: int) -> str:
    return f"{count}" if count < CAP else f"{CAP}以上"
