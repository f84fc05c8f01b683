"""Registering an item: its index number, its first draft and the day by which it must be disclosed."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, Q
from django.db.models.functions import Length

from catalog.directory.contents import catalogue_for
from catalog.directory.models import Entry
from catalog.items.actions.deadlines import own_deadline, recurs, row_of_withdrawn, rules_or_refuse
from catalog.items.actions.plan_checks import check_event, check_plan, check_title
from catalog.items.actions.table import BY_ITS_WRITER, NEVER_SUBMITTED, WRITERS, S, items
from catalog.items.models import Item, Version
from catalog.items.routes import first_route
from catalog.schemes.choices import Scope
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import Deadline
from disclosure.files.rich_text import one_line
from disclosure.workflow.kit import Act, in_state

OFF_CATALOGUE = "x"


@items.start("register_item", "登记公开事项", who=WRITERS, to={S.DRAFT}, done="已登记。接下来写内容。")
def register_item(act: Act, *, entry: Entry | None, title: str, event_on: date, duty: Any = None, **plan: Any) -> None:
    """Register what happened on ``event_on``; its time limit runs from that day.

    ``plan`` may hold ``is_important``, ``department``, ``scope``, ``inside_first``, ``channels``, ``limit_kind``,
    ``approval_route``, ``work_plan``, ``is_truthful``, ``display_until``, ``audiences`` and ``recipients``; what it leaves out
    comes from the entry, the route from whose matter it is (PL-17). ``entry=None``: off-catalogue (LK-06), with ``scope`` and
    ``limit_kind`` given. ``duty``: the milestone or the summary of a project that the item answers (LK-15); it gives the item
    its deadline, as the duty of its period does where it is owed once a period.
    """
    organization = act.subject
    if entry is not None:
        check_entry(act, entry)
    check_event(event_on, act.on)
    many = {name: plan.pop(name) for name in ("audiences", "recipients") if name in plan}
    complete(act, plan, entry)
    item = Item(
        organization=organization,
        entry=entry,
        title=one_line(title),
        event_on=event_on,
        index_number=next_index_number(act, entry),
        created_by=act.person,
        created_at=act.now,
        changed_at=act.now,
        **plan,
    )
    check_title(item.title)
    check_plan(item, many)
    if "approval_route" not in plan:
        item.approval_route = first_route(item, rules_or_refuse(item))
    act.move(S.DRAFT, item)
    act.create(item, exclude=["created_by"])
    item.working_version = first_version(act, item)
    fill_readers(item, many)
    if duty is None and not recurs(item):
        item.deadline = row_of_withdrawn(act, item) or own_deadline(act, item)
    item.save()
    act.record("created", index_number=item.index_number, event_on=event_on.isoformat())


def check_entry(act: Act, entry: Entry) -> None:
    if entry.rank != Entry.Rank.ENTRY:
        raise ValidationError({"entry": "请选到具体的目录事项。"})
    catalogue = catalogue_for(act.subject)
    if catalogue is None or catalogue.pk != entry.catalogue_id:
        raise ValidationError({"entry": "这一项不在本组织施行中的目录里。"})


def complete(act: Act, plan: dict[str, Any], entry: Entry | None) -> None:
    """What the plan leaves out comes from the entry."""
    if entry is None:
        missing = {name: "目录外事项要写明这一栏。" for name in ("scope", "limit_kind") if not plan.get(name)}
        if missing:
            raise ValidationError(missing)
        return
    departments = list(entry.departments.filter(organization=act.subject)[:2])
    plan.setdefault("scope", entry.scope)
    plan.setdefault("inside_first", entry.inside_first and plan["scope"] == Scope.SOCIETY)
    plan.setdefault("channels", list(entry.channels))
    plan.setdefault("limit_kind", entry.limit_kind)
    plan.setdefault("department", departments[0] if len(departments) == 1 else None)


def next_index_number(act: Act, entry: Entry | None) -> str:
    """``longkou-1-2-3-2026-0001``; the caller holds the organisation's lock, so that no two are alike."""
    prefix = f"{act.subject.code}-{entry.code if entry else OFF_CATALOGUE}-{act.on.year}-"
    used = Item.objects.filter(index_number__startswith=prefix)
    last = used.order_by(Length("index_number").desc(), "-index_number").values_list("index_number", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"


def first_version(act: Act, item: Item) -> Version:
    return Version.objects.create(
        item=item,
        title=item.title,
        created_by=item.created_by,
        created_at=act.now,
        saved_at=act.now,
        saved_by=item.created_by,
    )


def fill_readers(item: Item, many: dict) -> None:
    """The named audiences of the entry, found by their names in the item's organisation, unless others were given."""
    if "audiences" not in many and item.entry and item.scope == Scope.AUDIENCE:
        many = {**many, "audiences": item.organization.audiences.filter(name__in=item.entry.audience_names)}
    for name, rows in many.items():
        getattr(item, name).set(rows)


@items.action(
    "drop_draft", "删除草稿", at=in_state(S.DRAFT) & NEVER_SUBMITTED & BY_ITS_WRITER, who=WRITERS, style="danger", is_folded=True,
    text="登记重了、登记错了的，在送审以前可以删除。删除以后找不回来。", done="草稿已删除。",
)  # fmt: skip
def drop_draft(act: Act) -> None:
    """By its writer, before anybody else has seen it. What it alone made owed stays owed: only a second one of the same entry and
    day may go, or one that has no row of its own."""
    item = act.subject
    if item.deadline is not None and item.deadline.kind == Deadline.Kind.ITEM:
        end_row_of_double(act, item, item.deadline)
    item.deadline = item.working_version = None
    item.save(update_fields=["deadline", "working_version"])
    act.record("dropped", index_number=item.index_number, event_on=item.event_on.isoformat())
    try:
        act.delete()
    except ProtectedError as error:
        raise ValidationError("这一件已经有别的记录说到它（来件、公开形式、缩小范围等），不能删除。") from error


def end_row_of_double(act: Act, item: Item, row: Deadline) -> None:
    """The other one goes on; the row of this one is no longer needed."""
    under = Q(entry__code=item.entry.code) if item.entry else Q(entry=None, title=item.title)
    others = Item.objects.filter(under, organization=item.organization_id, event_on=item.event_on, withdrawn_at=None)
    twin = others.exclude(pk=item.pk).filter(deadline__isnull=False).order_by("pk").first()
    if twin is None:
        raise ValidationError(
            "登记了这一件，就要在期限以前公开，所以不能删除。写错了日子或事项的，改过来；不应公开的，提出不予公开。"
        )
    row.url = twin.staff_url
    row.save(update_fields=["url"])
    close(row, on=act.on, now=act.now, by=act.by, closed_as=Deadline.ClosedAs.ENDED)
