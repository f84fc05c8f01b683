"""A case leads to an item: disclosed to all (转主动公开) or again, linked both ways (LK-07, LK-21, PL-05, JG-03)."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.actions.registering import register_item
from catalog.items.models import Item
from disclosure.organizations.roles import DRAFT
from disclosure.workflow.kit import Act, Holds, in_state, when
from feedback.cases.forms.items import LinkItemForm, MakeItemForm, RediscloseForm
from feedback.cases.identity import refuse_strangers, refuse_telling
from feedback.cases.procedure import STAFF, cases, describe_step
from feedback.cases.states import Kind, State
from feedback.cases.topics import settle_topic

S = State
# What was withdrawn or hidden is nothing any more.
LED_TO_NOTHING = when(lambda context: context.subject.led_to is None or context.subject.led_to.is_taken_back)
# What one asked for may be disclosed to more while it is handled and after the answer.
TURNED = in_state(S.ACCEPTED, S.ASSIGNED, S.HANDLED, S.ANSWERED, S.CLOSED) & LED_TO_NOTHING
TOLD = "您提出的内容已列入公开事项，正在按程序办理公开。"
TOLD_AGAIN = "您反映的公开事项正在重新公开。公开以后，这里会有链接。"
NOT_YOURS = "这件来件不由您办理。请先把它分办给您。"


@cases.action(
    "redisclose", "再次公开", kinds=[Kind.OPINION], who=Holds(DRAFT), form=RediscloseForm, audit="case.redisclosed",
    at=in_state(S.ASSIGNED, S.HANDLED, S.ANSWERED, S.CLOSED)
    & when(lambda context: context.subject.item_id is not None and context.subject.led_to_id is None),
    text="会把这件意见说的公开事项重新登记一件，照样审核、保密审查和审批。已经在重新公开的，就和那一件连上。",
    done="已登记再次公开，和这件意见连在一起。接着到那一件里改内容。",
)  # fmt: skip
def redisclose(act: Act, *, reason: str, event_on: date) -> Item:
    """Register the item again as a new draft, which goes through every check anew; where that was begun already, the case
    is linked to it. ``reason`` is read by everyone who reads the new item; neither the sender nor the number belongs in it."""
    case = act.subject
    refuse_strangers(case, act.access, "这件意见不由您办理。")
    if case.number in reason:
        raise ValidationError({"reason": "这里的话读者看得到，不要写来件的编号。"})
    refuse_telling(case, reason, by=act.by)
    under_way = case.item.redisclosures.filter(published_inside_at__isnull=True).order_by("pk").first()
    case.led_to = under_way or start_redisclosure(case.item, reason=reason, event_on=event_on, by=act.by, now=act.now)
    describe_step(act, TOLD_AGAIN, item=case.led_to.index_number)
    return case.led_to


@cases.action(
    "make_item", "转为公开事项", at=TURNED, who=Holds(DRAFT), form=MakeItemForm, is_folded=True, audit="case.item_made",
    text="一个人问的，大家都可能想知道。登记以后照样审核、保密审查和审批，公开以后再答复“向所有人公开”。",
    done="已登记公开事项，接着到“公开事项”里写内容、送审。",
)  # fmt: skip
def make_item(act: Act, *, title: str, event_on: date, **plan: Any) -> Item:
    """The title is the person's own words. ``plan``, with the ``entry``: what ``register_item`` takes."""
    case = act.subject
    refuse_strangers(case, act.access, NOT_YOURS)
    refuse_telling(case, title, by=act.by)
    if case.number in title:
        raise ValidationError({"title": "标题读者看得到，不要写来件的编号。"})
    given = {"organization": case.organization, "title": title, "event_on": event_on, **plan}
    case.led_to = register_item(by=act.by, now=act.now, **given)
    describe_step(act, TOLD, item=case.led_to.pk)
    return case.led_to


@cases.action(
    "link_item", "关联公开事项", at=TURNED, who=STAFF, form=LinkItemForm, is_folded=True, audit="case.item_linked",
    text="由这件来件促成的公开事项，正在办的或者已经公开的都可以。", done="已关联。",
)  # fmt: skip
def link_item(act: Act, *, item: Item) -> None:
    """An item of the same organisation, under way or published, that came of the case."""
    case = act.subject
    if item.organization_id != case.organization_id:
        raise ValidationError({"item": "这一件不是本组织的公开事项。"})
    if item.is_taken_back:
        raise ValidationError({"item": "这一件已经撤回或者隐藏。"})
    case.led_to = item
    settle_topic(case, on=act.on, by=act.by, now=act.now)
    describe_step(act, TOLD, item=item.pk)
