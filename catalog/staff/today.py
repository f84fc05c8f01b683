"""The desk's first page, "今日": what is overdue, due this week, waiting for me, returned to me. Constant queries.

What is late or pressed for stands first among what waits. A column shows its first few as cards and names the others below them; nobody reads fifty cards.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from catalog.items.actions.table import items
from catalog.items.staff.rows import deadline_cards, item_cards
from catalog.items.to_do import fresh_drafts, returned_to
from catalog.staff.month import SPECIAL, DayCell, month_of, my_deadlines, titles_of
from catalog.staff.offered import notes_on, offered_cards, standing_of
from disclosure.deadlines.dates import year_month
from disclosure.deadlines.models import Deadline, DeadlineQuerySet
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import Access
from disclosure.organizations.roles import DRAFT

MOST = 60  # rows of a column
CARDS = 6  # of which stand as cards
JOINED = ("organization", "department", "deadline", "working_version")
DAYS_AHEAD = timedelta(days=6)  # with today seven days: on a Sunday the Monday's work is already shown


@dataclass(frozen=True)
class Column:
    """``count``: of all there are; what stands neither as a card nor by name is ``unnamed``."""

    every: list[Any]
    count: int

    @property
    def cards(self) -> list[Any]:
        return self.every[:CARDS]

    @property
    def others(self) -> list[Any]:
        return self.every[CARDS:]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.every)


@dataclass(frozen=True)
class Today:
    """What ``admin/index.html`` shows. ``has_days``: something may fall due for the person; ``standing``: how those stand whom the
    person watches, or None; ``tells_below``: they write for an organisation with others below it."""

    late: Column
    soon: Column
    waiting: Column
    drafts: list[Any]
    month: list[list[DayCell]]
    month_name: str
    may_register: bool
    works_here: bool
    has_days: bool
    standing: Any
    tells_below: bool


def upcoming_of(access: Access) -> DeadlineQuerySet:
    """Without what has a card of its own that stays when the day is over."""
    return my_deadlines(access).due_between(access.on, access.on + DAYS_AHEAD).exclude(kind=Deadline.Kind.CONFIRMATION)


def today_of(access: Access) -> Today:
    on, user, calendar = access.on, access.user, current_calendar()
    overdue, upcoming = my_deadlines(access).overdue(on), upcoming_of(access)
    late = list(overdue.order_by("due_on", "pk")[:MOST])
    soon = list(upcoming.order_by("due_on", "pk")[:MOST])
    titles, notes = titles_of(late + soon, access), notes_on(late + soon)
    waiting = list(items.inbox(access).select_related(*JOINED).order_by("deadline__due_on", "pk")[:MOST])
    returned = list(returned_to(user, access).select_related(*JOINED).order_by("-pk")[:MOST])
    drafts = list(fresh_drafts(user, access).select_related(*JOINED).order_by("-pk")[:MOST])
    mine = {item.deadline_id for item in [*waiting, *returned, *drafts]}
    mine |= {row.pk for row in [*late, *soon] if row.permission in SPECIAL and row.person_id == user.pk}
    # An order that stands there already, late or soon, is the same work.
    ordered = {row.url for row in [*late, *soon] if row.kind == Deadline.Kind.RECTIFICATION}
    for_me = [
        *item_cards(returned, on, calendar, label="去修改", note="退回了，请按意见修改。"),
        *item_cards(waiting, on, calendar),
        *(card for card in offered_cards(access) if card.url not in ordered),
    ]
    return Today(
        late=Column(deadline_cards(late, on, calendar, titles, mine, notes), overdue.count()),
        soon=Column(deadline_cards(soon, on, calendar, titles, mine, notes), upcoming.count()),
        waiting=Column(sorted(for_me, key=lambda card: card.state != "late"), len(for_me)),
        drafts=item_cards(drafts, on, calendar, label="继续写"),
        month=month_of(on, access, calendar),
        month_name=year_month(on),
        may_register=access.has_any(DRAFT),
        works_here=access.works_at_desk,
        has_days=access.works_at_desk or access.has_any(*SPECIAL),
        standing=standing_of(access),
        tells_below=access.has_below(DRAFT),
    )
