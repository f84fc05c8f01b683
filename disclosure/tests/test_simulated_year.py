"""A whole year, day by day: five organisations, clerks who are in time, late, ill or wrong, and a sweep every night.

The due days and what became of each duty stand here as worked out by hand from the calendar of 2026 and the script;
nothing of what is expected asks the code under test.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import branch
from catalog.filings.actions import send
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.actions import end_project, register_project
from catalog.obligations.projects.models import Project
from catalog.obligations.reports.year_report import begin_report
from catalog.obligations.withholdings import actions as withholdings
from disclosure.deadlines.models import Deadline, Reminder
from disclosure.organizations.tests.factories import make_department, noon
from disclosure.oversight.sweeping import run_sweep

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
INSIDE = {"scope": "party", "scope_words": ["党内"]}
PERIODIC = {"limit_kind": "periodic", "limit_words": "定期", **INSIDE}
MONTHLY = {**PERIODIC, "limit_rule": {"period_end": "month"}}
FIXED = {"limit_kind": "fixed", "limit_words": "固定", **INSIDE}
STAGED = {"limit_kind": "staged", "limit_words": "逐段", **INSIDE}
IMMEDIATE = {"limit_kind": "immediate", "limit_words": "随时", **INSIDE}
EXPLAINED = {"explanation": "正在调查，公开会妨碍办理。", "legal_basis": "disclosure-7"}


def day(month: int, number: int) -> date:
    return date(2026, month, number)


# The first Friday of each month, moved where the State Council's notice for 2026 makes it a holiday.
DISCLOSURE_DAYS = [
    day(1, 4), day(2, 6), day(3, 6), day(4, 3), day(5, 6), day(6, 5),
    day(7, 3), day(8, 7), day(9, 4), day(10, 8), day(11, 6), day(12, 4),
]  # fmt: skip


@dataclass
class Unit:
    """One organisation and what its people do on which day."""

    desk: Desk
    acts: dict[date, list[Callable[[Desk], object]]] = field(default_factory=lambda: defaultdict(list))
    published: dict[str, object] = field(default_factory=dict)

    def does(self, on: date, act: Callable[[Desk], object]) -> None:
        self.acts[on].append(act)

    def publishes(self, code: str, on: date, event_on: date | None = None, **plan) -> None:
        def act(desk):
            released = desk.released(code=code, event_on=event_on or on, **plan)
            self.published[code] = desk.carried_out(released)

        self.does(on, act)

    def withdraws(self, code: str, on: date) -> None:
        self.does(on, lambda desk: desk.withdrawn(self.published[code]))

    def work(self, on: date) -> None:
        for act in self.acts.get(on, ()):
            self.desk.now = noon(on)
            act(self.desk)


def unit(slug: str, **entries) -> Unit:
    rows = [branch(code.strip("_").replace("_", "-"), f"事项{code}", **values) for code, values in entries.items()]
    desk = Desk(slug, slug, entries=[branch("1", "党务", rows)], on=FIRST)
    Catalogue.objects.filter(pk=desk.catalogue.pk).update(in_force_from=FIRST)
    return Unit(desk)


def longkou() -> Unit:
    """In time; late; exempt; ill all year; wrong twice."""
    clerk = unit("longkou", _1_1=PERIODIC, _1_2=PERIODIC, _1_3=PERIODIC, _1_4=PERIODIC, _1_5=PERIODIC)
    for on in (day(3, 20), day(6, 15), day(9, 10), day(12, 10)):
        clerk.publishes("1-1", on)
    clerk.publishes("1-2", day(4, 8), event_on=day(3, 30))
    clerk.publishes("1-2", day(12, 31))
    clerk.does(day(2, 10), exempt)
    clerk.publishes("1-5", day(3, 20))
    clerk.withdraws("1-5", day(3, 25))
    clerk.publishes("1-5", day(4, 2), event_on=day(3, 20))
    clerk.publishes("1-5", day(6, 18))
    clerk.publishes("1-5", day(9, 15))
    clerk.withdraws("1-5", day(10, 20))
    return clerk


def exempt(desk: Desk) -> None:
    withholding = withholdings.propose(
        organization=desk.organization, kind="exemption", reason="work_secret", entry=desk.entry("1-3"),
        from_on=day(2, 10), review_on=date(2027, 1, 29), by=desk.clerk, now=desk.tick(), **EXPLAINED,
    )  # fmt: skip
    withholdings.approve(withholding, by=desk.approver, now=desk.tick())


def jiguan() -> Unit:
    """A deferral that the superior agrees to in writing, and work in stages that goes on after the year."""
    clerk = unit("jiguan", _2_1=PERIODIC, _2_2=STAGED)
    asked = {}

    def defer(desk):
        asked["withholding"] = withholdings.propose(
            organization=desk.organization, kind="deferral", reason="under_way", entry=desk.entry("2-1"),
            from_on=day(3, 2), until_on=day(5, 15), by=desk.clerk, now=desk.tick(), **EXPLAINED,
        )  # fmt: skip
        withholdings.approve(asked["withholding"], by=desk.approver, now=desk.tick())

    def agree(desk):
        withholdings.register_reply(
            asked["withholding"], agreed=True, opinion="同意暂缓。", reply_on=day(3, 5), reply_number="市组函〔2026〕3号",
            by=desk.secretary, now=desk.tick(),
        )  # fmt: skip

    clerk.does(day(3, 2), defer)
    clerk.does(day(3, 6), agree)
    clerk.publishes("2-1", day(5, 20), event_on=day(3, 30))
    clerk.publishes("2-1", day(8, 3))
    stages = [("方案", day(4, 30)), ("施工", day(8, 31)), ("验收", date(2027, 3, 31))]
    clerk.does(day(2, 2), lambda desk: begin_project(desk, "2-2", day(2, 2), stages))
    publishes_milestone(clerk, "2-2", day(5, 7), day(4, 28), "milestone")
    publishes_milestone(clerk, "2-2", day(9, 10), day(9, 1), "milestone")
    publishes_milestone(clerk, "2-2", day(12, 28), day(12, 28), "summary")
    return clerk


def begin_project(desk: Desk, code: str, started_on: date, stages) -> Project:
    return register_project(
        organization=desk.organization, code=code, name="便民服务点改造", started_on=started_on, milestones=stages,
        by=desk.clerk, now=desk.tick(),
    )  # fmt: skip


def publishes_milestone(clerk: Unit, code: str, on: date, event_on: date, kind: str) -> None:
    """The next open stage, or the summary, of the work under the entry."""

    def act(desk):
        duty = Duty.objects.open().filter(entry_code=code, kind=kind).order_by("deadline__due_on", "pk").first()
        desk.released(code=code, event_on=event_on, duty=duty)

    clerk.does(on, act)


def pingluo() -> Unit:
    """A monthly entry missed once and late once, a fixed one updated once, and a quota for each of two departments."""
    # Its document names no channel inside that the portal is: a paper goes round, and a second person says so.
    paper = {"channels": ["通报"]}
    clerk = unit("pingluo", _3_1={**MONTHLY, **paper}, _3_2={**FIXED, **paper})
    first = make_department(clerk.desk.organization, "一科")
    make_department(clerk.desk.organization, "二科")
    for month in (1, 3, 4, 5, 6, 7, 9, 10, 11, 12):
        clerk.publishes("3-1", day(month, 20), department=first)
    clerk.publishes("3-1", day(9, 3), event_on=day(8, 28), department=first)
    clerk.publishes("3-2", day(1, 15))
    return clerk


def yueyang() -> Unit:
    """Nothing by the calendar but the year report; two decisions, one disclosed in time and one late."""
    clerk = unit("yueyang", _4_1=IMMEDIATE)
    clerk.publishes("4-1", day(3, 11), event_on=day(3, 10))
    clerk.publishes("4-1", day(7, 20), event_on=day(7, 10))
    clerk.does(day(12, 21), report)
    return clerk


def report(desk: Desk) -> None:
    duty = Duty.objects.get(kind="report")
    filing = begin_report(
        duty.organization, duty=duty, title="2026年工作总结", content="全年情况。", by=desk.secretary, now=desk.tick()
    )
    send(filing, sent_on=day(12, 21), number="岳统党〔2026〕9号", by=desk.secretary, now=desk.tick())


def qijiang() -> Unit:
    """Every disclosure day but two, and work that began the year before and ends with a summary."""
    clerk = unit("qijiang", _5_1=PERIODIC, _5_2=STAGED)
    for on in DISCLOSURE_DAYS:
        if on.month not in (3, 7):
            clerk.publishes("5-1", on)
    clerk.publishes("5-1", day(3, 9))
    clerk.does(day(1, 5), lambda desk: begin_project(desk, "5-2", date(2025, 11, 3), [("全部", day(6, 5))]))
    publishes_milestone(clerk, "5-2", day(6, 9), day(6, 5), "milestone")
    clerk.does(
        day(6, 10),
        lambda desk: end_project(
            Project.objects.get(entry_code="5-2"), ended_on=day(6, 10), by=desk.clerk, now=desk.tick()
        ),
    )
    publishes_milestone(clerk, "5-2", day(6, 16), day(6, 10), "summary")
    return clerk


# (Organisation, entry or department, kind and turn) → how the year's duties stand on New Year's Day.
EXPECTED = {
    ("longkou", "1-1", "replace"): {"done": 2},
    ("longkou", "1-1", "adjust"): {"done": 4},
    ("longkou", "1-2", "replace"): {"done": 2},
    # The first quarter's on 8 April, two quarters never, the last on the last day.
    ("longkou", "1-2", "adjust"): {"late": 1, "overdue": 2, "done": 1},
    ("longkou", "1-3", "replace"): {"excused": 2},
    ("longkou", "1-3", "adjust"): {"excused": 4},
    ("longkou", "1-4", "replace"): {"overdue": 2},
    ("longkou", "1-4", "adjust"): {"overdue": 4},
    # Withdrawn in March and disclosed again on 2 April; withdrawn in October and never again.
    ("longkou", "1-5", "replace"): {"done": 1, "overdue": 1},
    ("longkou", "1-5", "adjust"): {"late": 1, "done": 1, "overdue": 2},
    # The deferred quarter, owed again by 22 May, was made up for on the 20th.
    ("jiguan", "2-1", "replace"): {"done": 2},
    ("jiguan", "2-1", "adjust"): {"done": 2, "overdue": 2},
    # Done on 28 April, due 8 May; done on 1 September, due the 8th, two days late; the third is planned for 2027.
    ("jiguan", "2-2", "milestone"): {"done": 1, "late": 1, "waiting": 1},
    ("jiguan", "2-2", "summary"): {"done": 1},
    ("pingluo", "3-1", "publish"): {"done": 10, "late": 1, "overdue": 1},
    ("pingluo", "3-2", "update"): {"done": 1, "overdue": 1},
    ("pingluo", "一科", "quota"): {"done": 10, "overdue": 2},
    ("pingluo", "二科", "quota"): {"overdue": 12},
    ("yueyang", "", "report"): {"done": 1},
    ("qijiang", "5-1", "publish"): {"done": 10, "late": 1, "overdue": 1},
    ("qijiang", "5-2", "milestone"): {"done": 1},
    ("qijiang", "5-2", "summary"): {"done": 1},
}


def stood(on: date) -> dict[tuple[str, str, str], dict[str, int]]:
    """The same, read row by row from duties and ledger."""
    found = defaultdict(Counter)
    for duty in Duty.objects.select_related("organization", "department", "deadline"):
        whose = duty.department.name if duty.kind == "quota" else duty.entry_code
        turn = duty.recurrence if duty.kind == "period" else duty.kind
        found[duty.organization.code, whose, turn][word_of(duty.deadline, on)] += 1
    return {key: dict(counter) for key, counter in found.items()}


def word_of(row: Deadline, on: date) -> str:
    if row.closed_as in ("excused", "ended"):
        return row.closed_as
    if row.closed_on is None:
        return "overdue" if row.due_on < on else "waiting"
    return "late" if row.closed_on > row.due_on else "done"


@pytest.mark.django_db
@pytest.mark.portable
@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-05")
@pytest.mark.clause("LK-15")
@pytest.mark.clause("PL-16")
@pytest.mark.clause("YY-12")
@pytest.mark.clause("QJ-12")
def test_a_year_of_nights_ends_with_every_duty_done_late_excused_or_overdue():
    units = [longkou(), jiguan(), pingluo(), yueyang(), qijiang()]
    on = FIRST
    while on <= LAST:
        for each in units:
            each.work(on)
        outcome = run_sweep(on=on, now=noon(on))
        assert "failed" not in outcome.values(), (on, outcome)
        on += DAY
    assert stood(on) == EXPECTED
    assert_ledger_agrees(on)
    assert_reminders_came_once()


def assert_ledger_agrees(on: date) -> None:
    """The one query that supervisors' pages stand on finds as many late rows as the duties and decisions add up to."""
    duties = Counter()
    for counts in EXPECTED.values():
        duties.update(counts)
    kinds = ("duty", "report")
    assert Deadline.objects.filter(kind__in=kinds).overdue(on).count() == duties["overdue"]
    late = Deadline.objects.filter(kind__in=kinds).late(on)
    assert late.count() == duties["overdue"] + duties["late"]
    assert Deadline.objects.filter(kind__in=kinds).excused().count() == duties["excused"]
    decisions = Deadline.objects.filter(kind="item", organization__code="yueyang")
    assert (decisions.on_time().count(), decisions.late(on).count()) == (1, 1)


def assert_reminders_came_once() -> None:
    rows = Reminder.objects.values_list("deadline", "due_on", "step", "recipient")
    assert len(rows) == len(set(rows)) > 100
