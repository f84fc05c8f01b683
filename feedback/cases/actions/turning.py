"""A case leads to an item (转主动公开): what one person asked for is disclosed to more (LK-07, LK-21, JG-03)."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.directory.models import Entry
from catalog.items.actions.registering import register_item
from catalog.items.models import Item
from disclosure.organizations.access import access_of
from disclosure.organizations.roles import APPROVE
from feedback.cases.actions.guard import begin, finish
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.identity import refuse_telling
from feedback.cases.models.cases import Case

TOLD = "您提出的内容已列入公开事项，正在按程序办理公开。"


@transaction.atomic
def make_item(case: Case, *, title: str, entry: Entry | None, event_on: date, by, now: datetime, **plan) -> Item:
    """Register a new item from the case; its title is the person's own words, for it is read by many.

    ``plan`` as in ``catalog.items.actions.registering.register_item``, whose permission and rules hold.
    """
    case = begin(case, "make_item", by=by, now=now)
    refuse_strangers(case, by, timezone.localdate(now))
    refuse_second(case)
    refuse_telling(case, title, by=by)
    if case.number in title:
        raise ValidationError({"title": "标题读者看得到，不要写来件的编号。"})
    item = register_item(
        organization=case.organization, entry=entry, title=title, event_on=event_on, by=by, now=now, **plan
    )
    case.led_to = item
    finish(case, "item_made", by=by, now=now, words=TOLD, details={"item": item.pk})
    return item


@transaction.atomic
def link_item(case: Case, *, item: Item, by, now: datetime) -> Case:
    """An item of the same organisation, under way or published, that came of the case."""
    case = begin(case, "link_item", by=by, now=now)
    refuse_second(case)
    if item.organization_id != case.organization_id:
        raise ValidationError({"item": "这一件不是本组织的公开事项。"})
    if item.withdrawn_at is not None:
        raise ValidationError({"item": "这一件已经撤回。"})
    case.led_to = item
    return finish(case, "item_linked", by=by, now=now, words=TOLD, details={"item": item.pk})


def refuse_second(case: Case) -> None:
    if case.led_to_id:
        raise ValidationError(f"这件来件已经转为公开事项（索引号 {case.led_to.index_number}）。")


def refuse_strangers(case: Case, by, on: date) -> None:
    """Who drafts items in the organisation need not be among those who may know the case."""
    access = access_of(by, on)
    knows = any(access.can(name, case.organization) for name in (STAFF_PERMISSION[case.kind], APPROVE))
    if not knows and case.handler_id != by.pk:
        raise PermissionDenied("这件来件不由您办理。请先把它分办给您。")
