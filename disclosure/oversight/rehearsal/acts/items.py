"""Items in one word: registered with its text, approved by a route, narrowed."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.directory.models import Entry
from catalog.items.actions.checking import approve as approve_item
from catalog.items.actions.registering import register_item
from catalog.items.actions.writing import change_plan, save_text
from catalog.items.models import Item
from catalog.items.states import ItemState
from catalog.obligations.duties.models import Duty
from catalog.obligations.withholdings.actions import propose_narrowing
from catalog.obligations.withholdings.models import Withholding
from catalog.rules.register import key_of
from catalog.schemes.choices import LimitKind, Scope
from disclosure.organizations.models.people import User
from disclosure.oversight.rehearsal.acts.fitting import fitting
from disclosure.oversight.rehearsal.acts.grounds import reason_of
from disclosure.oversight.rehearsal.stage import Turn

TITLE, BODY, REASON = "公开事项", "正文", "按规定办理。"
MEMBER = "member"


def register(
    turn: Turn,
    *,
    entry: Entry | None = None,
    event: date | None = None,
    title: str = TITLE,
    body: str = BODY,
    milestone: str = "",
    important: bool = False,
    route: str = "",
    **plan: Any,
) -> Item:
    """The draft with its text. Without ``entry`` it is off the catalogue, for society and at once unless it says so."""
    plan = {"is_important": important, "is_truthful": True, **({"approval_route": route} if route else {}), **plan}
    event = plan.pop("event_on", None) or event
    if entry is None:
        plan = {"scope": Scope.SOCIETY, "limit_kind": LimitKind.IMMEDIATE, "work_plan": "工作方案", **plan}
    if milestone:
        plan["duty"] = duty_of(turn, entry, milestone)
    if (plan.get("scope") or (entry and entry.scope)) == Scope.INDIVIDUAL:
        plan.setdefault("recipients", [first_member(turn)])
    if entry and plan.get("scope", entry.scope) != entry.scope:
        plan.setdefault("channels", fitting(turn.organization, entry.channels, entry, plan["scope"], turn.on))
    given = {"by": turn.staff, "now": turn.now}
    item = register_item(
        organization=turn.organization, entry=entry, title=title, event_on=event or turn.on, **plan, **given
    )
    text = body if body.lstrip().startswith("<") else f"<p>{body}</p>"
    return save_text(item, title=title, body=text, **given) if body else item


def duty_of(turn: Turn, entry: Entry | None, milestone: str) -> Duty:
    """A milestone by its name, or a summary by what it is called: 年末总结, 结束总结."""
    named = Q(milestone__name=milestone) | Q(kind=Duty.Kind.SUMMARY, recurrence_label=milestone)
    rows = Duty.objects.open().filter(named, organization=turn.organization)
    found = rows.filter(entry_code=entry.code).first() if entry else None
    if found is None:
        raise ValidationError(f"没有等着公开的阶段“{milestone}”。")
    return found


def first_member(turn: Turn) -> User:
    people = User.objects.filter(username__startswith=f"{turn.organization.code}-{MEMBER}", is_active=True)
    found = people.order_by("pk").first()
    if found is None:
        raise turn.fault("要告知个人的，请写告知谁（recipients）。")
    return found


def approve(
    turn: Turn,
    *,
    route: str = "",
    passed: bool = True,
    reason: str = "",
    meeting_on: date | None = None,
    minutes_number: str | None = None,
    reply_on: date | None = None,
    reply_number: str | None = None,
) -> Item:
    """``route``: as if the plan had named it; what the scheme fixes refuses any other. The meeting is that day's, and so is
    the reply of a superior outside the portal."""
    item = turn.subject
    if route:
        Item.objects.filter(pk=item.pk).update(approval_route=route)
    route = route or item.approval_route
    evidence: dict[str, Any] = {}
    if route == Item.ApprovalRoute.COLLECTIVE:
        evidence = {"meeting_on": meeting_on or turn.on}
        evidence["minutes_number"] = f"纪要〔{turn.on.year}〕1号" if minutes_number is None else minutes_number
    elif route == Item.ApprovalRoute.SUPERIOR and item.organization.is_root():
        evidence = {"reply_on": reply_on or turn.on}
        evidence["reply_number"] = f"批复〔{turn.on.year}〕1号" if reply_number is None else reply_number
    reason = reason or ("" if passed else REASON)
    return approve_item(item, passed=passed, reason=reason, by=turn.actor, now=turn.now, **evidence)


def narrow(turn: Turn, *, scope: str, reason: str = REASON, ground: str = "") -> Item | Withholding:
    """While a draft the plan alone, without the channels that do not fit; with a ground the procedure for those who are left out."""
    item, given = turn.subject, {"by": turn.staff, "now": turn.now}
    if not ground and item.state == ItemState.DRAFT:
        channels = fitting(item.organization, item.channels, item.entry, scope, turn.on)
        return change_plan(item, scope=scope, channels=channels, **given)
    found = reason_of(reason)
    return propose_narrowing(
        organization=turn.organization,
        item=item,
        scope=scope,
        reason=Withholding.Reason.BY_RULE if found == Withholding.Reason.OTHER else found,
        explanation=reason,
        legal_basis=key_of(ground) if ground else "",
        **given,
    )
