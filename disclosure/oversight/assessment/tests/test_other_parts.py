"""What inspections and evaluations say stands in the assessment, counted again from their raw rows (LK-26, QJ-20)."""

from datetime import timedelta

import pytest

from catalog.directory.tests.factories import adopt
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization
from disclosure.oversight.assessment.actions import announce, confirm, draft_assessment
from disclosure.oversight.assessment.figures.sources import SOURCES
from disclosure.oversight.assessment.models import Score
from disclosure.oversight.assessment.tests.factories import AFTER, rows
from disclosure.oversight.assessment.tests.factories import County as AssessingCounty
from disclosure.oversight.evaluation.marks import BLANK, MOSTLY, SATISFIED, UNSATISFIED
from disclosure.oversight.evaluation.tests import factories as votes
from disclosure.oversight.inspections.models import Mark
from disclosure.oversight.inspections.tests.scene import County

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause


def score_of(organization, indicator):
    return Score.objects.get(result__organization=organization, result__kind="organization", indicator=indicator)


@clause("LK-26")
def test_marks_of_inspections_whose_report_was_confirmed_that_year_are_counted():
    county = County()
    adopt(county.organization, "longkou")
    county.confirmed()
    county.drawn(title="还没有报告的一次")
    clerk = make_holder(county.organization, "clerk", "assessor")
    draft_assessment(county.organization, year=2026, of="below", by=clerk, now=county.tick())
    score = score_of(county.branch, "inspection")
    worth = {"good": 2, "fair": 1, "poor": 0}
    marks = list(Mark.objects.filter(sampled__visit__inspection__state="confirmed").values_list("mark", flat=True))
    assert marks
    assert (score.good, score.whole) == (sum(worth[mark] for mark in marks), 2 * len(marks))
    (line,) = SOURCES["inspection"].lines(score.rows)
    assert "第三季度抽查" in line.title and not line.is_changed
    Mark.objects.filter(sampled__visit__inspection__state="confirmed").update(mark="poor")
    assert SOURCES["inspection"].lines(score.rows)[0].is_changed is (score.good > 0)


@clause("QJ-20")
@clause("YY-15")
def test_marks_of_evaluations_whose_result_was_published_that_year_are_counted():
    above = make_organization("above")
    adopt(above, "longkou")
    staff = votes.make_branch("voted", above)
    members = votes.make_members(staff.organization, 12)
    played = votes.open_round(staff)
    given = [(SATISFIED, SATISFIED)] * 7 + [(MOSTLY, UNSATISFIED)] * 3 + [(UNSATISFIED, BLANK)] * 2
    for person, marks in zip(members, given, strict=True):
        votes.cast(played, votes.take(played, person), marks)
    votes.count(played)
    clerk = make_holder(above, "clerk")
    before = draft_assessment(above, year=2026, of="below", by=clerk, now=votes.AFTER)
    assert score_of(staff.organization, "evaluation").whole == 0
    before.delete()
    votes.publish(played)
    draft_assessment(above, year=2026, of="below", by=clerk, now=votes.AFTER + timedelta(days=1))
    score = score_of(staff.organization, "evaluation")
    said = [mark for pair in given for mark in pair if mark != BLANK]
    assert (score.good, score.whole) == (sum(mark in (SATISFIED, MOSTLY) for mark in said), len(said))
    (line,) = SOURCES["evaluation"].lines(score.rows)
    assert line.words == f"{score.whole:.0f}个评价，满意和基本满意{score.good:.0f}个"


@clause("JG-19")
@clause("QJ-21")
def test_who_assesses_is_led_to_what_follows_a_result_once_it_is_fixed(time_machine):
    time_machine.move_to(AFTER, tick=False)
    county = AssessingCounty()
    rows(county.south, "duty", 0, 90)
    assessment = county.previewed()
    south = county.result(county.south)
    assert "要求整改" not in page_of(county.approver, south)
    assessment = confirm(assessment, by=county.approver, now=AFTER)
    page = page_of(county.approver, south)
    assert "/admin/orders/order/add/?organization=south" in page and "登记责任追究" in page
    assert "登记表扬" in page_of(county.approver, county.result(county.north))
    announce(assessment, by=county.secretary, now=AFTER)
    assert "登记责任追究" not in page_of(county.south_head, south)


def page_of(person, result) -> str:
    return client_of(person).get(result.get_absolute_url()).content.decode()
