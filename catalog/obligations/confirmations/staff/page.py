"""What the page of one confirmation shows: every entry asked about, with what is known of it. A constant number of queries."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from catalog.items.models import Item
from catalog.obligations.confirmations.models import Answer, Confirmation, Rhythm
from catalog.obligations.confirmations.rhythms import every_for
from catalog.obligations.confirmations.who import in_reach
from catalog.schemes.choices import LimitKind
from disclosure.deadlines.dates import local_day, month_day, plain
from disclosure.organizations.roles import DRAFT
from disclosure.web.components import Badge, Fact, Link, given
from disclosure.workflow.context import Context
from disclosure.workflow.staff.page import ProcedurePage

BADGES = {"未确认": "waiting", "已确认": "done", "不再需要": "excused"}


@dataclass(frozen=True)
class Row:
    """An entry. ``may_tick``: the person answers for it and it is not answered; ``is_ticked``: it will be confirmed."""

    code: str
    name: str
    kind: str
    departments: str
    badge: Badge
    note: str
    nothing: str
    may_tick: bool
    is_ticked: bool
    items: list[Link] = field(default_factory=list)
    register_url: str = ""


@dataclass(frozen=True)
class Entries:
    """``is_asked``: the person has something to answer."""

    rows: list[Row]
    lead: str

    @property
    def is_asked(self) -> bool:
        return any(row.may_tick for row in self.rows)


def page_of(context: Context, ticked: Container[str] | None) -> ProcedurePage:
    """``ticked``: codes as they were posted; None: all that are missing."""
    row = context.subject
    answers = list(
        Answer.objects.filter(confirmation=row).looked_up().select_related("entry", "confirmed_by").order_by("pk")
    )
    own = set(in_reach(row, context.access).values_list("pk", flat=True)) if row.is_open else set()
    items, may_write = items_of(context), context.access.can(DRAFT, row.organization)
    rows = [row_of(row, answer, items, answer.pk in own, ticked, may_write=may_write) for answer in answers]
    return ProcedurePage(
        heading=str(row),
        badge=Badge(BADGES[row.state_words], row.state_words),
        caption="这一次确认",
        facts=given(facts_of(context)),
        more=Entries(rows, lead_of(rows)),
    )


def facts_of(context: Context) -> list[Fact]:
    row = context.subject
    every = every_for([row.organization], context.on)[row.organization_id]
    return [
        Fact("党组织", str(row.organization)),
        Fact("时段", f"{plain(row.starts_on)}至{plain(row.ends_on)}"),
        Fact("确认到哪天", f"{plain(row.deadline.due_on)}（预设，过了这一天仍可确认）"),
        Fact("多久一次", f"{Rhythm.Every(every).label}"),
        Fact("确认完", plain(row.deadline.closed_on) if row.deadline.closed_on else ""),
    ]


def items_of(context: Context) -> Mapping[str, list[Link]]:
    """Entry code → what was registered under it in the period, of the items on the person's desk. One query."""
    row = context.subject
    rows = Item.objects.on_desk_of(context.user, context.on).filter(
        organization=row.organization, entry__isnull=False, event_on__range=(row.starts_on, row.ends_on)
    )
    found: dict[str, list[Link]] = defaultdict(list)
    for item in rows.select_related("entry").order_by("event_on", "pk"):
        found[item.entry.code].append(Link(item.title, item.staff_url))
    return found


def row_of(
    confirmation: Confirmation, answer: Answer, items: Mapping[str, list[Link]], is_own: bool, ticked: Container[str] | None,
    *, may_write: bool,
) -> Row:  # fmt: skip
    is_missing = not (answer.has_item or answer.confirmed_at)
    may_tick = is_own and is_missing
    nothing = "现有内容仍然有效" if answer.entry.limit_kind == LimitKind.FIXED else "没有新情况"
    return Row(
        code=answer.entry_code,
        name=answer.entry.name,
        kind=answer.entry.limit_words or answer.entry.get_limit_kind_display(),
        departments="、".join(answer.entry.department_names),
        badge=badge_of(answer, nothing),
        note=note_of(answer, nothing),
        nothing=nothing,
        may_tick=may_tick,
        is_ticked=may_tick and (ticked is None or answer.entry_code in ticked),
        items=items.get(answer.entry_code, []),
        register_url=register_url(confirmation, answer) if may_write and not answer.has_item else "",
    )


def badge_of(answer: Answer, nothing: str) -> Badge:
    if answer.has_item:
        return Badge("done", "已登记")
    return Badge("excused", nothing) if answer.confirmed_at else Badge("waiting", "未确认")


def note_of(answer: Answer, nothing: str) -> str:
    if not answer.confirmed_at:
        return ""
    said = f"{answer.confirmed_by}，{month_day(local_day(answer.confirmed_at))}"
    return f"原来确认{nothing}（{said}）" if answer.has_item else said


def register_url(confirmation: Confirmation, answer: Answer) -> str:
    asked = {"organization": confirmation.organization.code, "entry": answer.entry_id}
    return f"{reverse('admin:catalog_item_add')}?{urlencode(asked)}"


def lead_of(rows: list[Row]) -> str:
    registered = sum(row.badge.word == "已登记" for row in rows)
    missing = sum(row.badge.word == "未确认" for row in rows)
    return f"{len(rows)}项里已登记{registered}项，已确认没有的{len(rows) - registered - missing}项，还没有答复的{missing}项。"
