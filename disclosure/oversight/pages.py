"""The rows of the supervisor's page, and what they can be narrowed by (JG-07, QJ-18)."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from disclosure.deadlines import dates
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.oversight.board.late import BREAKDOWNS, contact_of
from disclosure.oversight.board.numbers import Numbers
from disclosure.oversight.indicators.addresses import selection_of
from disclosure.oversight.selection import DISCLOSURE, KINDS, NO_CATEGORY, NO_ENTRY, STATES, Selection, place_url
from disclosure.oversight.watching import Watch
from disclosure.web.components import Badge, Tab
from disclosure.web.filters import Field, FilterBar, bar

KIND_TABS = {"": "全部时限", DISCLOSURE: "只看公开"}


def address_of(watch: Watch, **parameters: str) -> str:
    """The page of the place with what is given, if anything."""
    chosen = urlencode({name: value for name, value in parameters.items() if value})
    return f"{place_url(watch.code)}?{chosen}" if chosen else place_url(watch.code)


def kind_tabs(watch: Watch, kind: str) -> list[Tab]:
    """What the numbers of the page count; a kind chosen below stands there too."""
    shown = KIND_TABS if kind in KIND_TABS else {**KIND_TABS, kind: f"只看{KINDS[kind]}"}
    return [Tab(label, address_of(watch, kind=key), key == kind) for key, label in shown.items()]


def breakdown_tabs(numbers: Numbers, by: str) -> list[Tab]:
    """By level only where there is more than one, by organisation only where there are several."""
    idle = {"level"} if not numbers.has_levels else set()
    idle |= {"organization"} if len(numbers.watch.places) == 1 else set()
    shown = {key: label for key, label in BREAKDOWNS.items() if key not in idle}

    def url(key: str) -> str:
        return f"{address_of(numbers.watch, kind=numbers.kind, by=key)}#who"

    return [Tab(f"按{label}", url(key), key == by) for key, label in shown.items()]


def state_tabs(numbers: Numbers, selection: Selection) -> list[Tab]:
    """Overdue now and due this week with their counts; all that is open without. One is current for its organisation alone too."""

    def tab(key: str, count: int | None = None) -> Tab:
        way = selection_of(key, kind=numbers.kind)
        return Tab(STATES[way.state], way.url(numbers.watch.code), way == selection.but(own=False), count)

    return [*(tab(key, numbers.now[key]) for key in ("overdue_now", "due_soon")), tab("open")]


def filter_bar(parameters: QueryDict) -> FilterBar:
    others = tuple((key, label) for key, label in STATES.items() if key != "overdue")
    fields = [Field("state", "情况", others, STATES["overdue"]), Field("kind", "种类", tuple(KINDS.items()))]
    return bar(fields, parameters, kept=("month", "from", "to", "entry", "category", "department", "own"))


def heading(selection: Selection) -> str:
    kind, own = KINDS.get(selection.kind, ""), "仅本级" if selection.own else ""
    what = [entry_in_words(selection.entry), category_in_words(selection.category)]
    parts = [days_in_words(selection), *what, STATES[selection.state], kind, own]
    return " · ".join(filter(None, parts))


def days_in_words(selection: Selection) -> str:
    if selection.month:
        return f"{dates.year_month(selection.month)}到期"
    if not selection.first:
        return ""
    first, last = dates.plain(selection.first), dates.plain(selection.last)
    return f"{first}到期" if first == last else f"{first}至{last}到期"


def entry_in_words(entry: str) -> str:
    return "没有目录代码的" if entry == NO_ENTRY else entry and f"目录事项 {entry}"


def category_in_words(category: str) -> str:
    return "不在目录里的" if category == NO_CATEGORY else category


@dataclass(frozen=True)
class Row:
    """A deadline of the list, and what became of it as a badge; ``is_told``: it was pressed for today."""

    deadline: Deadline
    badge: Badge
    due_on: str
    is_told: bool

    @property
    def contact(self) -> str:
        """Whom to call: the person, the department, or the office, which handles what nobody else was given (LK-18)."""
        deadline = self.deadline
        if deadline.person:
            return f"{deadline.person} {deadline.person.phone or deadline.organization.supervision_phone}".strip()
        if deadline.department:
            return f"{deadline.department} {deadline.organization.supervision_phone}".strip()
        return contact_of(deadline.organization)

    @property
    def urge_url(self) -> str:
        """The page that presses for this row alone, while it is overdue or due within three working days."""
        is_pressing = (
            self.deadline.closed_on is None and self.deadline.can_be_late and self.badge.state in ("late", "soon")
        )
        return f"{reverse('oversight:urge')}?row={self.deadline.pk}" if is_pressing and not self.is_told else ""


def row_of(deadline: Deadline, calendar: WorkCalendar, on: date, told: Container[int] = ()) -> Row:
    """``told``: keys of the rows that were pressed for today."""
    due_on = dates.short(deadline.due_on, on) if deadline.due_on else "暂停中"
    return Row(deadline, due_in_words(deadline, calendar, on), due_on, deadline.pk in told)


def due_in_words(deadline: Deadline, calendar: WorkCalendar, on: date) -> Badge:
    """What became of it, or how much time is left."""
    due_on, closed_on = deadline.due_on, deadline.closed_on
    if deadline.closed_as in UNDONE:
        words = deadline.get_closed_as_display()
        late = f"逾期{(closed_on - due_on).days}天后{words}"
        return Badge("late", late) if deadline.was_late() else Badge("excused", words)
    if not deadline.can_be_late and (closed_on or deadline.is_past(on)):
        return Badge("done", "已确认") if closed_on else Badge("waiting", "未确认")
    if closed_on is not None:
        if due_on is None or closed_on <= due_on:
            return Badge("done", "按时办结")
        return Badge("late", f"晚{(closed_on - due_on).days}天办结")
    if due_on is None:
        return Badge("excused", "暂停计时")
    if due_on < on:
        return Badge("late", f"逾期 {(on - due_on).days} 天")
    left = calendar.working_days_between(on, due_on)
    if due_on == on:
        return Badge("soon", "今天到期")
    return Badge("soon" if left <= 3 else "waiting", f"还有 {left} 个工作日")
