"""The supervisor's page in words: the sentence, the map of months, who is late, and the rows themselves (JG-07, QJ-18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from disclosure.deadlines import dates
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.models.directory import Organization
from disclosure.oversight import figures
from disclosure.oversight.selection import DISCLOSURE, KINDS, NO_DEPARTMENT, NO_ENTRY, STATES, Selection, place_url
from disclosure.oversight.watching import MOST_UNITS, Watch
from disclosure.web.components import Badge, Tab
from disclosure.web.filters import Field, FilterBar, bar

BREAKDOWNS = {"organization": "按党组织", "department": "按责任科室", "kind": "按种类"}


@dataclass(frozen=True)
class Part:
    """Of the component ``stat_sentence``."""

    text: str
    url: str = ""
    state: str = ""


def sentence(watch: Watch, on: date) -> list[Part]:
    """Each number a link to exactly those rows."""
    found = figures.month_figures(watch.deadlines(), on)
    month = Selection(kind=DISCLOSURE, month=on.replace(day=1))

    def part(text: object, state: str, colour: str = "") -> Part:
        return Part(str(text), month.but(state=state).url(watch.code), colour)

    return [
        Part("本月应公开 "),
        part(f"{found.due} 件", "all"),
        Part("，按时 "),
        part(found.on_time, "done", "done"),
        Part("，逾期 "),
        part(found.late, "late", "late" if found.late else ""),
        Part(f"，{against(found.late, found.late_before)}。"),
    ]


def against(now: int, before: int) -> str:
    if now == before:
        return "与上月一样"
    return f"比上月{'少' if now < before else '多'} {abs(now - before)}"


def state_tabs(watch: Watch, selection: Selection, on: date) -> list[Tab]:
    """Overdue now and due this week with their counts; all that is open without."""
    counts = figures.now_figures(watch.deadlines(), on)
    ways = [Selection(state=state) for state in ("overdue", "week", "open")]
    return [Tab(STATES[way.state], way.url(watch.code), way == selection, counts.get(way.state)) for way in ways]


@dataclass(frozen=True)
class HeatCell:
    text: str
    level: int | str
    label: str
    url: str = ""


@dataclass(frozen=True)
class HeatRow:
    label: str
    url: str
    cells: list[HeatCell]


@dataclass(frozen=True)
class Heat:
    months: list[str]
    rows: list[HeatRow]


def heat_map(watch: Watch, on: date) -> Heat | None:
    """Units × months; None where there are more units than one looks at."""
    if len(watch.units) > MOST_UNITS:
        return None
    found, months = figures.heat(watch, on), figures.months_until(on)
    rows = [
        HeatRow(
            watch.label_of(unit),
            unit_url(watch, unit),
            [heat_cell(watch, unit, month, found.get((unit.path, month))) for month in months],
        )
        for unit in watch.units
    ]
    return Heat([dates.month_word(month.month) for month in months], rows)


def unit_url(watch: Watch, unit: Organization) -> str:
    return Selection(state="overdue", own=True).url(unit.code) if watch.is_itself(unit) else place_url(unit.code)


def heat_cell(watch: Watch, unit: Organization, month: date, cell: figures.Cell | None) -> HeatCell:
    where = f"{watch.label_of(unit)} {dates.year_month(month)}"
    if cell is None:
        return HeatCell("–", "", f"{where}：没有应办的")
    selection = Selection(state="late" if cell.late else "all", month=month, own=watch.is_itself(unit))
    late = f"，逾期{cell.late}件，其中还没办结{cell.open_late}件" if cell.late else "，没有逾期"
    text = f"{cell.late}/{cell.due}"
    label = f"{where} {text}：应办{cell.due}件，按时{cell.done}件{late}"
    return HeatCell(text, level(cell), label, selection.url(unit.code))


def level(cell: figures.Cell) -> int:
    """0 none late; 1 up to a tenth; 2 up to a quarter; 3 up to a half; 4 more."""
    share = cell.late / cell.due
    return sum(share > bound for bound in (0, 0.1, 0.25, 0.5))


@dataclass(frozen=True)
class Group:
    """Who or what is overdue: its name, its numbers, and which rows of which organisation it stands for."""

    label: str
    selection: Selection
    code: str
    overdue: int
    week: int
    oldest: str
    url: str = ""

    @property
    def overdue_url(self) -> str:
        return self.selection.but(state="overdue").url(self.code)

    @property
    def week_url(self) -> str:
        return self.selection.but(state="week").url(self.code)


@dataclass(frozen=True)
class Breakdown:
    tabs: list[Tab]
    rows: list[Group]
    heading: str
    is_cut: bool


def breakdown(watch: Watch, by: str, on: date) -> Breakdown:
    """Who or what is overdue, worst first, in three views."""
    found = list(figures.breakdown(watch, by, on))
    units = watch.units_at([row["unit"] for row in found]) if by == "organization" else {}
    address = place_url(watch.code)
    return Breakdown(
        [Tab(label, f"{address}?{urlencode({'by': key})}#who", key == by) for key, label in BREAKDOWNS.items()],
        [group_of(watch, by, row, units, on) for row in found[:MOST_UNITS]],
        BREAKDOWNS[by][1:],
        len(found) > MOST_UNITS,
    )


def group_of(watch: Watch, by: str, row: Mapping, units: Mapping[str, Organization], on: date) -> Group:
    oldest = row["oldest"]
    since = f"{dates.short(oldest, on)}起，{(on - oldest).days}天" if oldest < on else ""
    numbers = (row["overdue"], row["week"], since)
    if by == "organization":
        unit = units[row["unit"]]
        own = watch.is_itself(unit)
        url = "" if own else place_url(unit.code)
        return Group(watch.label_of(unit), Selection(own=own), unit.code, *numbers, url=url)
    if by == "department":
        department = str(row["department_key"] or NO_DEPARTMENT)
        label = f"{row['organization_name']} · {row['department_name'] or '未定责任科室'}"
        return Group(label, Selection(department=department, own=True), row["code"], *numbers)
    return Group(KINDS[row["kind_key"]], Selection(kind=row["kind_key"]), watch.code, *numbers)


def filter_bar(parameters: QueryDict) -> FilterBar:
    others = tuple((key, label) for key, label in STATES.items() if key != "overdue")
    fields = [Field("state", "情况", others, STATES["overdue"]), Field("kind", "种类", tuple(KINDS.items()))]
    return bar(fields, parameters, kept=("month", "from", "to", "entry", "department", "own"))


def heading(selection: Selection) -> str:
    kind, own = KINDS.get(selection.kind, ""), "仅本级" if selection.own else ""
    parts = [days_in_words(selection), entry_in_words(selection.entry), STATES[selection.state], kind, own]
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


@dataclass(frozen=True)
class Row:
    """A deadline of the list, and what became of it as a badge."""

    deadline: Deadline
    badge: Badge
    due_on: str

    @property
    def whose(self) -> str:
        deadline = self.deadline
        return " · ".join(map(str, filter(None, [deadline.organization, deadline.department, deadline.person])))


def row_of(deadline: Deadline, calendar: WorkCalendar, on: date) -> Row:
    due_on = dates.short(deadline.due_on, on) if deadline.due_on else "暂停中"
    return Row(deadline, due_in_words(deadline, calendar, on), due_on)


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
