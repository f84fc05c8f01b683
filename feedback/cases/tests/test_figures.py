"""The figures of a year count what is written beside them, and show nobody."""

from datetime import date, timedelta

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_organization, make_person, noon
from feedback.cases.figures import figures
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.public.pages.figures import figure_rows
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
LATER = date(2026, 12, 1)


@pytest.fixture
def longkou():
    return under_scheme("longkou")


def case_of(organization, days=None, kind=Kind.TOPIC, **changes) -> Case:
    """Answered so many days after its receipt; open without."""
    case = received(organization, kind).case
    if days is not None:
        on = SUNDAY + timedelta(days=days)
        Deadline.objects.filter(pk=case.answer_deadline_id).update(closed_on=on, closed_as="done")
        changes = {"state": "answered", "answered_on": on, "accepted_on": SUNDAY, **changes}
    Case.objects.filter(pk=case.pk).update(**changes)
    return case


def test_in_time_counts_what_was_answered_and_what_is_overdue(longkou):
    for days in (3, 10, 40):
        case_of(longkou, days)
    case_of(longkou)
    # Due on 8 October: nothing is owed yet on the day of receipt but what is answered.
    assert (figures(None, SUNDAY).requests.in_time, figures(None, SUNDAY).requests.owed) == (2, 3)
    found = figures(None, LATER).requests
    assert (found.received, found.accepted, found.answered, found.in_time, found.owed) == (4, 3, 3, 2, 4)
    assert found.share_in_time == 50


@pytest.mark.parametrize(("days", "median"), [((), None), ((4,), 4), ((1, 30, 4), 4), ((9, 1, 4, 30), 6.5)])
def test_the_median_is_the_middle_one_or_the_mean_of_the_middle_two(longkou, days, median):
    for number in days:
        case_of(longkou, number)
    case_of(longkou)
    case_of(longkou, 20, Kind.OPINION)
    found = figures(None, LATER)
    assert (found.requests.days, found.opinions.days) == (median, 20)


def test_no_share_of_satisfied_senders_is_shown_for_few_verdicts(longkou):
    for _number in range(4):
        case_of(longkou, 3, verdict="satisfied")
    assert "评价不足5份" in satisfaction(None)
    case_of(longkou, 3, verdict="unsatisfied")
    assert "80%" in satisfaction(None)


def satisfaction(organization) -> str:
    rows = {row.label: row.requests for row in figure_rows(figures(organization, LATER))}
    return rows["满意"]


def test_refusals_count_by_the_last_answer_of_each_case(longkou):
    writer = make_person("writer")

    def reply(case, result, round=1, reason="other", state="sent") -> None:
        given = {
            "text": "答复",
            "legal_basis": "disclosure-7",
            "written_by": writer,
            "written_at": noon(SUNDAY),
            "state": state,
        }
        Reply.objects.create(case=case, result=result, round=round, reason=reason, **given)

    first, second, third, fourth = (case_of(longkou, 3) for _number in range(4))
    reply(first, "refused", reason="privacy")
    reply(second, "partly", reason="privacy")
    reply(third, "refused")
    reply(third, "published", round=2)
    reply(fourth, "refused", state="overturned")
    [(label, number)] = figures(None, LATER).refused
    assert number == 2 and label != "其他"


def test_of_an_organisation_and_those_below_it_this_year_alone(longkou, django_assert_num_queries):
    below = make_organization("below", longkou)
    case_of(below, 3)
    case_of(make_organization("other"), 3)
    case_of(longkou, 3, received_on=date(2025, 12, 31))
    with django_assert_num_queries(4):
        found = figures(longkou, LATER)
    assert (found.year, found.requests.received, figures(None, LATER).requests.received) == (2026, 1, 2)
