"""What the pages about pressing show: who gets it, for which rows, what they answered, whether it was kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.dates import month_day, short
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import Access
from disclosure.oversight.pages import due_in_words
from disclosure.oversight.urging.choosing import Candidate
from disclosure.oversight.urging.models import Urge
from disclosure.oversight.urging.selecting import Group
from disclosure.web.components import HOME, TODAY, Badge, Fact, Link, Tab, given

WAYS = {"": "全部", "waiting": "还没有答复", "promised": "已答应", "broken": "没有做到", "kept": "说到做到"}


@dataclass(frozen=True)
class PressRow:
    pk: int
    title: str
    url: str
    whose: str
    badge: Badge
    responsible: str
    fault: str


@dataclass(frozen=True)
class PressPage:
    """``people``: who gets a notice, each once; ``left_out``: rows that are not pressed for, and why."""

    people: list[str]
    chosen: list[PressRow]
    left_out: list[PressRow]
    is_cut: bool


def press_page(groups: Iterable[Group], is_cut: bool, on: date) -> PressPage:
    calendar = current_calendar()
    every = [each for group in groups for each in group.candidates]
    rows = [press_row(each, calendar, on) for each in every]
    told = Counter(person for each in every if not each.fault for person in each.people)
    return PressPage(
        [f"{person}（{count}件）" for person, count in told.most_common()],
        [row for row in rows if not row.fault],
        [row for row in rows if row.fault],
        is_cut,
    )


def press_row(each: Candidate, calendar: WorkCalendar, on: date) -> PressRow:
    row, responsible = each.row, each.responsible
    badge = due_in_words(row, calendar, on)
    return PressRow(
        row.pk, row.title, row.get_absolute_url(), str(row.organization), badge, str(responsible), each.fault
    )


def crumbs(access: Access, label: str) -> list[Link]:
    """Of whoever is pressed, who need not have a desk."""
    return [TODAY if access.works_at_desk else HOME, Link(label)]


# --- what was pressed for ---


@dataclass(frozen=True)
class UrgeRow:
    pk: int
    title: str
    url: str
    whose: str
    told: str
    urged: str
    answer: str
    badge: Badge


def urge_row(urge: Urge, on: date) -> UrgeRow:
    promised = f"{month_day(urge.promised_on)}办好：{urge.reason}" if urge.promised_on else ""
    return UrgeRow(
        urge.pk,
        urge.deadline.title,
        urge.get_absolute_url(),
        str(urge.deadline.organization),
        told_words(urge),
        f"{short(urge.urged_on, on)}，{urge.issuer}",
        promised,
        Badge(*urge.status(on)),
    )


def told_words(urge: Urge) -> str:
    return "、".join(str(person) for person in urge.told.all())


def ways(current: str, address: str) -> list[Tab]:
    return [Tab(label, f"{address}?is={name}" if name else address, name == current) for name, label in WAYS.items()]


def facts_of(urge: Urge, on: date) -> list[Fact]:
    state, word = urge.status(on)
    promised = f"{month_day(urge.promised_on)}以前" if urge.promised_on else ""
    deadline = urge.deadline
    return given([
        Fact("催办的话", urge.words, is_wide=True),
        Fact("谁催办的", f"{urge.issuer}，{urge.urged_by}，{short(urge.urged_on, on)}"),
        Fact("催办了谁", told_words(urge)),
        Fact("党组织", str(deadline.organization)),
        Fact("当时到期", short(urge.due_on, on)),
        Fact("办结", short(deadline.closed_on, on) if deadline.closed_on else ""),
        Fact("答应办好", promised, state=state, word=word),
        Fact("原因", urge.reason, is_wide=True),
        Fact("谁答复的", str(urge.answered_by or "")),
    ])  # fmt: skip
