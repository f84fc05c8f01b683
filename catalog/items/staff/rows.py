"""Rows of the desk: deadlines and items as task cards, due dates in words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from django.urls import reverse

from catalog.items.models import Item
from catalog.items.states import VersionState
from disclosure.deadlines.dates import full, month_day
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.web.components import Due, TaskCard

NEXT_STEPS: Mapping[str, str] = {
    VersionState.DRAFT: "继续写",
    VersionState.SUBMITTED: "去审核",
    VersionState.CHECKED: "去审批",
    VersionState.APPROVED: "去公开",
    VersionState.RELEASED: "去办理",
}

# A duty that nobody works on yet begins with a form: for a new item, or for what goes up.
BEGINNINGS = (("admin:catalog_item_add", "登记"), ("admin:catalog_filing_add", "去报送"))
# The verb of what is owed beside the text itself.
VERBS: Mapping[str, str] = {Deadline.Kind.FORM: "登记落实"}


def begin_label(url: str) -> str:
    """The verb of the form with which something begins; empty for what is on its way."""
    return next((label for route, label in BEGINNINGS if url.startswith(reverse(route))), "")


def due_words(due_on: date | None, on: date, calendar: WorkCalendar) -> tuple[str, str]:
    """Words and state of a due date: 逾期 3 天, 今天到期, 还有 2 个工作日."""
    if due_on is None:
        return "已暂停计时", "waiting"
    if due_on < on:
        return f"逾期 {(on - due_on).days} 天", "late"
    if due_on == on:
        return "今天到期", "soon"
    left = calendar.working_days_between(on, due_on)
    return f"还有 {left} 个工作日", "soon" if left <= 3 else "waiting"


def whose(organization, department) -> str:
    return f"{organization} · {department}" if department else str(organization)


def due_of(deadline: Deadline, on: date, calendar: WorkCalendar, words_of: Callable[[date], str]) -> Due:
    """Of one that is closed, how it ended. ``words_of`` the due date itself."""
    if deadline.closed_as in UNDONE:
        words, state = deadline.get_closed_as_display(), "excused"
    elif deadline.closed_on:
        words, state = ("晚于期限公开", "late") if deadline.was_late() else ("按时公开", "done")
    else:
        words, state = due_words(deadline.due_on, on, calendar)
    return Due(
        words, state, words_of(deadline.due_on) if deadline.due_on else "", deadline.is_provisional, deadline.safe_words
    )


def item_due(item: Item, on: date, calendar: WorkCalendar) -> Due | None:
    """The day by which it must be disclosed."""
    return due_of(item.deadline, on, calendar, partial(full, calendar=calendar)) if item.deadline else None


def deadline_cards(
    rows: Iterable[Deadline],
    on: date,
    calendar: WorkCalendar,
    titles: Mapping[int, str],
    mine: set[int],
    notes: Mapping[int, str],
) -> list[TaskCard]:
    """Deadlines as cards. ``titles`` (deadline id → item's title) are of items on the person's own desk; ``mine``: the
    deadlines whose next step is the person's own; ``notes``: by deadline id."""
    cards = []
    for row in rows:
        kind = row.title.partition("（")[0] if row.pk in titles else row.get_kind_display()
        words, state = due_words(row.due_on, on, calendar)
        cards.append(TaskCard(
            titles.get(row.pk, row.title), row.url, kind, whose(row.organization, row.department), words, state,
            month_day(row.due_on), row.is_provisional, notes.get(row.pk, ""), label_of(row, mine), row.url, row.safe_words,
        ))  # fmt: skip
    return cards


def label_of(row: Deadline, mine: set[int]) -> str:
    return begin_label(row.url) or VERBS.get(row.kind) or ("去办理" if row.pk in mine else "查看")


def item_cards(
    items: Iterable[Item], on: date, calendar: WorkCalendar, *, label: str = "", note: str = ""
) -> list[TaskCard]:
    """Items that wait for the person, with the one button that comes next."""
    cards = []
    for item in items:
        deadline, version, url = item.deadline, item.working_version, item.staff_url
        due_on, is_provisional = (deadline.due_on, deadline.is_provisional) if deadline else (None, False)
        is_open = deadline is not None and deadline.closed_on is None
        words, state = due_words(due_on, on, calendar) if is_open else ("", "waiting")
        kind = item.get_state_display() if item.withdrawal_asked_at is None else "申请撤回"
        kind = "已隐藏，待确认" if item.hidden_at else kind
        cards.append(TaskCard(
            item.title_in_hand, url, kind, whose(item.organization, item.department), words, state, month_day(due_on),
            is_provisional, note, label or NEXT_STEPS.get(version.state, "打开"), url, deadline.safe_words if deadline else "",
        ))  # fmt: skip
    return cards
