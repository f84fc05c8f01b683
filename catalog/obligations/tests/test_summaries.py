"""The summary at the end of the year for project that goes on over it (LK-15)."""

from datetime import date

import pytest

from catalog.changes.history import removals
from catalog.directory.tests.factories import branch
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.projects.actions import end_project, register_project
from catalog.obligations.projects.models import Project
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import noon

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
SEPTEMBER = date(2026, 9, 1)
DECEMBER = date(2026, 12, 1)


def sweep(on) -> int:
    return open_duties(on=on, now=noon(on), removals=removals)


def desk_of(slug="longkou", code="branch") -> Desk:
    matter = branch("1-1", "为民办实事", limit_kind="staged", limit_words="逐段")
    return Desk(code=code, slug=slug, entries=[branch("1", "重要工作", [matter])])


def project_of(desk, name="危房改造", started_on=SEPTEMBER) -> Project:
    milestones = [("土方", date(2027, 3, 1))]
    return register_project(
        organization=desk.organization,
        code="1-1",
        name=name,
        started_on=started_on,
        milestones=milestones,
        by=desk.clerk,
        now=desk.tick(),
    )


def summaries() -> list[Duty]:
    return list(Duty.objects.filter(kind="summary").select_related("deadline").order_by("starts_on", "pk"))


@pytest.mark.clause("LK-15")
@pytest.mark.clause("JG-18")
@pytest.mark.parametrize("slug", ["longkou", "jiguan"])
def test_a_project_that_goes_on_owes_a_summary_of_the_year_from_december_on(slug):
    desk = desk_of(slug)
    project = project_of(desk)
    assert sweep(date(2026, 11, 30)) == 0
    assert sweep(DECEMBER) == 1
    (owed,) = summaries()
    assert (owed.project, owed.period_label, owed.recurrence_label) == (project, "2026年", "年末总结")
    assert owed.deadline.due_on == date(2026, 12, 31)
    assert owed.deadline.title == "1-1 为民办实事（2026年年末总结）"
    assert owed.deadline.url.endswith(f"&duty={owed.pk}")
    before = Event.objects.count()
    assert sweep(DECEMBER) == 0
    assert Event.objects.count() == before
    desk.now = noon(date(2026, 12, 20))
    item = desk.released_from(desk.registered(code="1-1", event_on=date(2026, 12, 18), duty=owed))
    assert summaries()[0].fulfilled_by == item


@pytest.mark.clause("LK-15")
def test_a_project_that_ends_within_the_year_owes_no_summary():
    desk = desk_of()
    ended, going = project_of(desk), project_of(desk, "道路硬化")
    sweep(DECEMBER)
    desk.now = noon(date(2026, 12, 10))
    end_project(ended, ended_on=date(2026, 12, 10), by=desk.clerk, now=desk.tick())
    first, second = summaries()
    assert (first.ended_on, first.ended_reason) == (date(2026, 12, 10), "工作在年内结束，不用再作年末总结")
    assert first.deadline.closed_as == "ended"
    assert (second.project, second.is_open) == (going, True)
    assert sweep(date(2026, 12, 11)) == 0


@pytest.mark.clause("LK-15")
def test_a_project_that_ends_in_the_next_year_still_owes_the_summary_of_the_last():
    desk = desk_of()
    project = project_of(desk)
    sweep(DECEMBER)
    desk.now = noon(date(2027, 1, 10))
    end_project(project, ended_on=date(2027, 1, 10), by=desk.clerk, now=desk.tick())
    assert [owed.is_open for owed in summaries()] == [True]


@pytest.mark.clause("LK-15")
def test_an_outage_over_the_new_year_loses_no_summary_and_owes_none_from_before_the_project_was_known():
    desk = desk_of()
    project_of(desk, started_on=date(2023, 5, 1))
    assert sweep(date(2027, 2, 1)) == 1
    (owed,) = summaries()
    assert owed.period_label == "2026年"
    assert owed.state_words(date(2027, 2, 1)) == "逾期"
    assert sweep(date(2027, 12, 1)) == 1


@pytest.mark.clause("QJ-12")
def test_a_scheme_that_wants_its_summary_at_the_end_wants_none_at_the_years_end():
    desk = desk_of("qijiang")
    project_of(desk)
    assert sweep(DECEMBER) == 0


def test_many_projects_cost_the_queries_of_one(django_assert_num_queries, django_assert_max_num_queries):
    project_of(desk_of())
    with django_assert_max_num_queries(60) as counted:
        sweep(DECEMBER)
    for number in range(3):
        desk = desk_of(code=f"branch-{number}")
        for name in ("一号工程", "二号工程"):
            project_of(desk, name)
    # Each organisation has a catalogue of its own, read at once.
    with django_assert_num_queries(len(counted)):
        assert sweep(DECEMBER) == 6
