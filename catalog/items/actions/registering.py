"""Registering an item: its index number, its first draft and the day by which it must be disclosed."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from catalog.directory.contents import catalogue_for
from catalog.directory.models import Entry
from catalog.items.actions.guard import NotAllowed, audit
from catalog.items.actions.notifications import desk_url
from catalog.items.actions.plan_checks import check_plan
from catalog.items.models import Item, Version
from catalog.items.routes import route_by_owner
from catalog.obligations.duties.fulfilling import duties_for, take
from catalog.obligations.projects.taking import take_milestone
from catalog.schemes.choices import Scope
from catalog.schemes.rules import Limit, NoLimit, NoScheme, SchemeRules, scheme_for
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import Recurrence, Rule
from disclosure.files.rich_text import one_line
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.roles import DRAFT

OFF_CATALOGUE = "x"
# Nothing that is still to be disclosed happened before; an earlier year is a slip of the pen.
EARLIEST = date(1949, 10, 1)


@transaction.atomic
def register_item(
    *, organization: Organization, entry: Entry | None, title: str, event_on: date, by, now: datetime, **plan
) -> Item:
    """Register what happened on ``event_on``; its time limit runs from that day.

    ``plan`` may hold ``is_important``, ``department``, ``scope``, ``inside_first``, ``forms``, ``limit_kind``,
    ``approval_route``, ``work_plan``, ``is_truthful``, ``display_until``, ``audiences`` and ``recipients``; what it leaves out
    comes from the entry, the route from whose matter it is (PL-17). ``entry=None``: off-catalogue (LK-06), with ``scope`` and ``limit_kind`` given. ``duty``: the stage or
    the summary of a work that the item answers (LK-15).
    """
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    if not access_of(by, timezone.localdate(now)).can(DRAFT, organization):
        raise NotAllowed("您没有登记本组织公开事项的权限。")
    if entry is not None:
        check_entry(entry, organization)
    check_event(event_on, timezone.localdate(now))
    duty = plan.pop("duty", None)
    many = {name: plan.pop(name) for name in ("audiences", "recipients") if name in plan}
    values = {**defaults(organization, entry, plan), **plan}
    item = Item(
        organization=organization,
        entry=entry,
        title=one_line(title),
        event_on=event_on,
        index_number=next_index_number(organization, entry, timezone.localdate(now).year),
        created_by=by,
        created_at=now,
        changed_at=now,
        **values,
    )
    check_title(item.title)
    check_plan(item, many)
    if "approval_route" not in plan:
        item.approval_route = route_by_owner(rules_or_refuse(item), item.department)
    item.save()
    first_version(item, now)
    fill_readers(item, many)
    if duty is None:
        item.deadline = open_item_deadline(item, by=by, now=now)
    else:
        item.deadline = take_milestone(item, duty, url=desk_url(item), by=by, now=now)
    item.save()
    audit("item.created", item, by=by, now=now, index_number=item.index_number, event_on=event_on.isoformat())
    return item


def check_entry(entry: Entry, organization: Organization) -> None:
    if entry.rank != Entry.Rank.ENTRY:
        raise ValidationError({"entry": "请选到具体的目录事项。"})
    catalogue = catalogue_for(organization)
    if catalogue is None or catalogue.pk != entry.catalogue_id:
        raise ValidationError({"entry": "这一项不在本组织施行中的目录里。"})


def check_event(event_on: date, today: date) -> None:
    if event_on < EARLIEST:
        raise ValidationError({"event_on": "请核对年份。"})
    if event_on > today:
        raise ValidationError({"event_on": "事项日期不能晚于今天。"})


def check_title(title: str) -> None:
    if not title:
        raise ValidationError({"title": "请写标题。"})
    if len(title) > 200:
        raise ValidationError({"title": "标题最多200个字。"})


def defaults(organization: Organization, entry: Entry | None, plan: dict) -> dict:
    if entry is None:
        missing = {name: "目录外事项要写明这一栏。" for name in ("scope", "limit_kind") if not plan.get(name)}
        if missing:
            raise ValidationError(missing)
        return {}
    departments = list(Department.objects.filter(organization=organization, entries=entry)[:2])
    return {
        "scope": entry.scope,
        "inside_first": entry.inside_first and plan.get("scope", entry.scope) == Scope.SOCIETY,
        "channels": list(entry.channels),
        "limit_kind": entry.limit_kind,
        "department": departments[0] if len(departments) == 1 else None,
    }


def next_index_number(organization: Organization, entry: Entry | None, year: int) -> str:
    """``longkou-1-2-3-2026-0001``; the caller holds the organisation's lock, so that no two are alike."""
    prefix = f"{organization.code}-{entry.code if entry else OFF_CATALOGUE}-{year}-"
    used = Item.objects.filter(index_number__startswith=prefix)
    last = used.order_by(Length("index_number").desc(), "-index_number").values_list("index_number", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"


def first_version(item: Item, now: datetime) -> None:
    item.working_version = Version.objects.create(
        item=item,
        title=item.title,
        created_by=item.created_by,
        created_at=now,
        saved_at=now,
        saved_by=item.created_by,
    )
    item.save()


def fill_readers(item: Item, many: dict) -> None:
    """The named audiences of the entry, found by their names in the item's organisation, unless others were given."""
    if "audiences" not in many and item.entry and item.scope == Scope.AUDIENCE:
        many = {**many, "audiences": item.organization.audiences.filter(name__in=item.entry.audience_names)}
    for name, rows in many.items():
        getattr(item, name).set(rows)


def open_item_deadline(item: Item, *, by, now: datetime) -> Deadline | None:
    """The ledger's row: named after the entry and the event's day, never after the item's content.

    Where the entry's turn is already owed as a duty, the duty's own row, so that the ledger counts it once; None when the
    duties of the turn are met or taken by others.
    """
    rules, limit = limit_or_refuse(item)
    rule = rules.rule_of_entry(item.entry, item.limit_kind, is_important=item.is_important)
    if isinstance(Rule.from_mapping(rule), Recurrence):
        duties = duties_for(item, [item.event_on, timezone.localdate(now)])
        if duties:
            return take(item, duties, url=desk_url(item), by=by)
    return open_deadline(
        organization=item.organization,
        department=item.department,
        person=by,
        kind=Deadline.Kind.ITEM,
        title=deadline_title(item),
        url=desk_url(item),
        start_on=item.event_on,
        rule=rule,
        event=limit.event,
        source=rules.source_for(item.limit_kind),
        by=by,
        now=now,
    )


def deadline_title(item: Item) -> str:
    subject = str(item.entry) if item.entry else "目录外事项"
    return f"{subject[:270]}（{item.event_on.year}年{item.event_on.month}月{item.event_on.day}日）"


def rules_or_refuse(item: Item) -> SchemeRules:
    try:
        return scheme_for(item.organization, timezone.localdate(item.changed_at))
    except NoScheme as error:
        raise ValidationError({"limit_kind": str(error)}) from error


def limit_or_refuse(item: Item) -> tuple[SchemeRules, Limit]:
    rules = rules_or_refuse(item)
    try:
        return rules, rules.limit(item.limit_kind)
    except NoLimit as error:
        raise ValidationError({"limit_kind": str(error)}) from error
