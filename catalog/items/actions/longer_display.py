"""一般控制在7至15天 (PL-10): a longer display than the scheme's longest, asked for with a reason by the publisher and agreed to by an
approver. Never a shorter one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from catalog.items.actions.notifications import notify_holders
from catalog.items.actions.table import PUBLISHERS, REASON, S, items
from catalog.items.context import ItemContext
from catalog.items.decision_forms import LongerDisplayForm, ReasonForm
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import Act, Blocker, Holds, in_state, require_text, stamp_of, when

APPROVERS = Holds(APPROVE)
BOUNDED = when(lambda context: context.display_limits is not None)
ON_DISPLAY = in_state(S.PUBLISHED_OUTSIDE)
ASKED = when(
    lambda context: context.item.longer_asked_at is not None and context.item.longer_agreed_at is None,
    lambda: Q(longer_asked_at__isnull=False, longer_agreed_at__isnull=True),
)
NOT_ASKED = when(lambda context: context.item.longer_asked_at is None or context.item.longer_agreed_at is not None)
OWN = "延长展示是您申请的，要由另一个人批准。"


def in_hand(context: ItemContext) -> str:
    return stamp_of(context.item.longer_asked_at)


def find_within_limits(context: ItemContext, values: Mapping[str, Any]) -> Iterator[Blocker]:
    until, limits = values.get("display_until"), context.display_limits
    if until and limits and (until - context.released_outside_on).days <= limits[1]:
        yield Blocker("within_limits", f"不超过{limits[1]}天的，直接改展示截止日期，不用申请。")


@items.action(
    "ask_longer_display", "申请延长展示", at=ON_DISPLAY & BOUNDED & NOT_ASKED, who=PUBLISHERS, form=LongerDisplayForm,
    blockers=find_within_limits, is_folded=True, done="已申请，等另一个人批准。",
)  # fmt: skip
def ask_longer_display(act: Act, *, display_until: date, reason: str) -> None:
    item, why = act.subject, require_text(reason, REASON)[:300]
    refuse_sensitive_data(why, field="reason")
    item.longer_until, item.longer_reason, item.longer_agreed_at = display_until, why, None
    item.longer_asked_by, item.longer_asked_at = act.person, act.now
    act.record("longer_asked", display_until=str(display_until), reason=why)
    notify_holders(act, (APPROVE,), step=f"longer-{act.now.isoformat()}", words="申请延长展示，请批准")


@items.action(
    "agree_longer_display", "同意延长展示", at=ON_DISPLAY & ASKED, who=APPROVERS, others=("longer_asked_by",),
    same_person=OWN, style="main", waits=True, stamp=in_hand, done="已同意，展示截止日期已改。",
)  # fmt: skip
def agree_longer_display(act: Act) -> None:
    item, old = act.subject, act.subject.display_until
    item.display_until = item.agreed_until = item.longer_until
    item.longer_agreed_at = item.changed_at = act.now
    changes = {"display_until": [old and str(old), str(item.longer_until)], "reason": item.longer_reason}
    act.record("longer_agreed", **changes)


@items.action(
    "refuse_longer_display", "不同意延长展示", at=ON_DISPLAY & ASKED, who=APPROVERS, others=("longer_asked_by",),
    same_person=OWN, form=ReasonForm, is_folded=True, stamp=in_hand, done="已退回，展示截止日期不变。",
)  # fmt: skip
def refuse_longer_display(act: Act, *, reason: str) -> None:
    item, why = act.subject, require_text(reason, REASON)
    act.record("longer_refused", display_until=str(item.longer_until), reason=why)
    item.longer_until = item.longer_asked_by = item.longer_asked_at = None
    item.longer_reason = ""
