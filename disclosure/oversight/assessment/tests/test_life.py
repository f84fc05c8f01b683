"""The life of a yearly assessment: counted, shown beforehand, objected to, confirmed by another person, announced (LK-26, YY-14, QJ-20)."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.directory.tests.factories import adopt
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_at
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post
from disclosure.oversight.assessment.actions import (
    announce,
    assessments,
    confirm,
    draft_assessment,
    drop,
    preview,
    recount,
    take_back,
    weigh,
)
from disclosure.oversight.assessment.figures.measuring import digest_of as digest_of_rows
from disclosure.oversight.assessment.figures.points import digest_of, points_of, ranks, results_of
from disclosure.oversight.assessment.figures.sources import SOURCES
from disclosure.oversight.assessment.models import Assessment, Objection, Score
from disclosure.oversight.assessment.objecting import answer_objection, mark, objections, raise_objection
from disclosure.oversight.assessment.tests.factories import AFTER, DUE, LAST_DAY, NOW, YEAR, Branch, County, rows
from disclosure.oversight.indicators.measuring import measure
from disclosure.workflow.kit import NotNow

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
S = Assessment.State
# What the scheme's six indicators ask of the ledger, told apart from the sources.
ASKED = {
    "on_time": {"duty", "item", "outside"}, "answers": {"request", "opinion"}, "reports": {"filing", "report"},
    "rectification": {"rectification"},
}  # fmt: skip


@pytest.fixture
def county():
    return County()


def recounted(organization, indicator, on, department=None):
    """From the raw rows, one by one: in time, all that were in time or late."""
    good = whole = 0
    for row in Deadline.objects.filter(organization=organization):
        if row.kind not in ASKED[indicator] or row.due_on is None or row.due_on.year != YEAR:
            continue
        if department is not None and row.department_id != department.pk:
            continue
        if row.closed_on is None:
            whole += row.due_on < on
        elif row.closed_on > row.due_on:
            whole += 1
        elif row.closed_as == "done":
            good, whole = good + 1, whole + 1
    return good, whole


def points_by_hand(organization, weights, on):
    """As a person would reckon them with pencil and paper."""
    weighed = [(weights[key], *recounted(organization, key, on)) for key in weights if key in ASKED]
    counted = [(weight, good, whole) for weight, good, whole in weighed if whole]
    reached = sum(Decimal(weight) * good / whole for weight, good, whole in counted)
    return (reached * 100 / sum(weight for weight, *_ in counted)).quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.each_database
@clause("LK-26")
@clause("QJ-20")
def test_every_figure_equals_an_independent_count_of_the_raw_rows(county):
    rows(county.north, "confirmation", 0, 2)
    rows(county.north, "filing", 0, 0, 1, due_on=NOW.date())
    rows(county.north, "duty", 3, due_on=DUE.replace(year=YEAR - 1))
    Deadline.objects.filter(organization=county.south, kind="outside").order_by("pk").first()
    excused = Deadline.objects.filter(organization=county.south, kind="outside", closed_on=DUE).first()
    Deadline.objects.filter(pk=excused.pk).update(closed_as="excused")
    assessment = county.drafted()
    kinds = [(each.organization, each.kind) for each in results_of(assessment)]
    assert kinds == [(town, kind) for town in (county.north, county.south) for kind in ("organization", "head")]
    for result in results_of(assessment):
        for score in result.scores.filter(indicator__in=ASKED):
            expected = recounted(result.organization, score.indicator, NOW.date())
            assert (score.good, score.whole) == expected, score.indicator
        assert result.points == points_by_hand(result.organization, assessment.terms["weights"], NOW.date())
    assert recounted(county.north, "on_time", NOW.date()) == (8, 10)
    assert recounted(county.south, "on_time", NOW.date()) == (4, 9)


def test_the_figures_are_those_of_the_register_of_indicators(county):
    county.drafted()
    disclosed = Deadline.objects.filter(kind__in=Deadline.DISCLOSING, due_on__year=YEAR)
    found = measure(disclosed, ["on_time", "fallen_due"], NOW.date(), by=["organization"])
    for score in Score.objects.filter(indicator="on_time").select_related("result"):
        figures = found[(score.result.organization_id,)]
        assert (score.good, score.whole) == (figures["on_time"], figures["fallen_due"])


def test_every_number_keeps_exactly_its_rows(county):
    county.drafted()
    for score in Score.objects.filter(indicator__in=ASKED).select_related("result"):
        kept = {row[0]: row[1] for row in score.rows}
        asked = Deadline.objects.filter(organization=score.result.organization, kind__in=ASKED[score.indicator])
        assert set(kept) == set(asked.values_list("pk", flat=True))
        assert (sum(kept.values()), len(kept)) == (score.good, score.whole)
        assert score.digest == digest_of_rows(score.rows)


@clause("LK-26")
def test_a_department_is_counted_by_its_own_rows_and_ranked_where_the_document_compares():
    branch = Branch("pingluo")
    assessment = branch_draft(branch)
    found = {each.name: each for each in results_of(assessment)}
    for name, department in (("办公室", branch.office), ("财务科", branch.finance)):
        (score,) = [each for each in found[name].scores.all() if each.indicator == "on_time"]
        assert (score.good, score.whole) == recounted(branch.organization, "on_time", NOW.date(), department)
    assert ranks(found.values()) == {found["财务科"].pk: 1, found["办公室"].pk: 2}
    assert assessment.terms["ranks"] is True


def branch_draft(branch):
    return draft_assessment(branch.organization, year=YEAR, of="departments", by=branch.clerk, now=NOW)


@pytest.mark.parametrize(
    ("slug", "of"),
    [("pingluo", "below"), ("qijiang", "departments")],
)
def test_nobody_is_assessed_whom_the_document_does_not_name(slug, of):
    organization = make_organization("bureau")
    adopt(organization, slug)
    make_organization("under", organization)
    with pytest.raises(ValidationError, match="没有写考核这一类"):
        draft_assessment(organization, year=YEAR, of=of, by=make_holder(organization, "clerk"), now=NOW)


def test_a_year_that_has_not_come_and_one_that_has_its_assessment_are_refused(county):
    with pytest.raises(ValidationError, match="还没有到"):
        draft_assessment(county.organization, year=2028, of="below", by=county.clerk, now=NOW)
    county.drafted()
    with pytest.raises(ValidationError, match="已经有了"):
        county.drafted()
    assert Assessment.objects.count() == 1


def test_what_had_nothing_to_do_is_left_out_and_nothing_at_all_gives_no_points():
    scores = [Score(indicator="on_time", good=3, whole=4), Score(indicator="answers", good=0, whole=0)]
    assert points_of(scores, {"on_time": 40, "answers": 60}, Decimal(0)) == Decimal("75.0")
    assert points_of(scores[1:], {"on_time": 40, "answers": 60}, Decimal(5)) is None
    assert points_of(scores, {"on_time": 100}, Decimal(30)) == 100
    assert points_of([Score(indicator="on_time", good=2, whole=3)], {"on_time": 100}, Decimal("-0.5")) == Decimal(
        "66.2"
    )


@clause("QJ-20")
def test_the_superior_sets_other_weights_with_a_reason_and_the_points_follow(county):
    assessment = county.drafted()
    given = {"on_time": 50, "answers": 50, "reports": 0, "rectification": 0, "inspection": 0, "evaluation": 0}
    with pytest.raises(ValidationError, match="请写为什么"):
        weigh(assessment, **given, by=county.clerk, now=NOW)
    with pytest.raises(ValidationError, match="正好100分，现在是90分"):
        weigh(assessment, **{**given, "on_time": 40}, weights_reason="少", by=county.clerk, now=NOW)
    assessment = weigh(assessment, **given, weights_reason="本年重点是公开和答复", by=county.clerk, now=NOW)
    assert assessment.terms["weights"] == {"on_time": 50, "answers": 50}
    assert county.result(county.south).points == Decimal("50.0")
    assert set(Score.objects.values_list("indicator", flat=True)) == {"on_time", "answers"}


# --- preview, objections, confirmation ---


@clause("QJ-20")
def test_the_assessed_are_told_object_in_time_and_are_answered_before_anybody_confirms(county):
    assessment = county.previewed()
    assert assessment.objections_until == LAST_DAY
    told = set(Notice.objects.filter(title__contains="考核结果预告").values_list("recipient__username", flat=True))
    assert told == {"north-secretary", "south-secretary"}
    objection = raise_objection(county.result(county.north), text="有一件是按时办的。", by=county.head, now=NOW)
    assert [each.pk for each in objections.inbox(access_at(county.secretary, NOW))] == [objection.pk]
    with pytest.raises(ValidationError, match="还有1条异议没有答复"):
        confirm(assessment, by=county.approver, now=AFTER)
    assert not assessments.inbox(access_at(county.approver, AFTER)).exists()
    answer_objection(objection, is_upheld=True, answer="核对过，已经改了。", by=county.secretary, now=NOW)
    objection.refresh_from_db()
    assert (objection.state, objection.is_upheld) == (Objection.State.ANSWERED, True)
    with pytest.raises(ValidationError, match="还可以提异议"):
        confirm(assessment, by=county.approver, now=NOW)
    assert list(assessments.inbox(access_at(county.approver, AFTER))) == [assessment]
    assert confirm(assessment, by=county.approver, now=AFTER).state == S.CONFIRMED
    assert Event.objects.filter(action="assessmentobjection.raised", organization_code="north").exists()


def test_nobody_objects_before_the_preview_or_after_the_last_day_or_to_anothers_result(county):
    assessment = county.drafted()
    result = county.result(county.north)
    with pytest.raises(ValidationError, match="现在不能提异议"):
        raise_objection(result, text="错了", by=county.head, now=NOW)
    preview(assessment, by=county.secretary, now=NOW)
    for person in (county.south_head, county.supervisor, county.approver):
        with pytest.raises(PermissionDenied):
            raise_objection(result, text="错了", by=person, now=NOW)
    with pytest.raises(ValidationError, match="现在不能提异议"):
        raise_objection(result, text="错了", by=county.head, now=AFTER)
    assert not Objection.objects.exists()


@clause("QJ-20")
def test_never_one_person_alone(county):
    both = make_holder(county.organization, "secretary", "both")
    make_post(both, county.organization, "approver")
    assessment = draft_assessment(county.organization, year=YEAR, of="below", by=both, now=NOW)
    assessment = preview(assessment, by=county.secretary, now=NOW)
    with pytest.raises(PermissionDenied, match="另一个人确认"):
        confirm(assessment, by=both, now=AFTER)
    mark(county.result(county.north), points=Decimal(1), hand_reason="经验在全县推广", by=county.clerk, now=NOW)
    make_post(county.clerk, county.organization, "approver")
    with pytest.raises(PermissionDenied, match="另一个人确认"):
        confirm(assessment, by=county.clerk, now=AFTER)
    for person in (county.head, county.secretary, county.supervisor):
        with pytest.raises(PermissionDenied):
            confirm(assessment, by=person, now=AFTER)
    assert confirm(assessment, by=county.approver, now=AFTER).state == S.CONFIRMED


@clause("JG-19")
def test_points_by_hand_need_a_reason_and_stay_within_what_the_scheme_allows(county):
    county.drafted()
    result = county.result(county.north)
    before = result.points
    with pytest.raises(ValidationError, match="不能超过5分"):
        mark(result, points=Decimal("5.5"), hand_reason="好", by=county.clerk, now=NOW)
    with pytest.raises(ValidationError, match="理由"):
        mark(result, points=Decimal(-2), by=county.clerk, now=NOW)
    result = mark(result, points=Decimal(-2), hand_reason="公开栏三个月没有换", by=county.clerk, now=NOW)
    assert (result.points, result.hand_by) == (before - 2, county.clerk)
    assert county.result(county.north, "head").points == before
    recount(result.assessment, by=county.clerk, now=NOW)
    assert county.result(county.north).points == before - 2
    # Taking points away again is a decision too.
    assert mark(result, points=Decimal(0), by=county.secretary, now=NOW).hand_by == county.secretary


@clause("QJ-20")
def test_once_nobody_may_object_nothing_is_changed_but_what_an_objection_was_right_about(county):
    assessment = county.previewed()
    north, south = county.result(county.north), county.result(county.south)
    mark(north, points=Decimal(1), hand_reason="有经验", by=county.clerk, now=NOW)
    assert "酌情加减分改过" in Notice.objects.filter(recipient=county.head).latest("pk").title
    objection = raise_objection(north, text="少算一件。", by=county.head, now=NOW)
    for subject, action, values in (
        (south, mark, {"points": Decimal(-3), "hand_reason": "不好"}), (assessment, recount, {}),
    ):  # fmt: skip
        with pytest.raises(NotNow, match="提异议的日子已经过了"):
            action(subject, **values, by=county.clerk, now=AFTER)
    answer_objection(objection, is_upheld=True, answer="加一分。", by=county.secretary, now=AFTER)
    assert mark(north, points=Decimal(2), hand_reason="少算", by=county.clerk, now=AFTER).by_hand == 2
    with pytest.raises(NotNow):
        mark(south, points=Decimal(-3), hand_reason="不好", by=county.clerk, now=AFTER)
    assert recount(assessment, by=county.clerk, now=AFTER).counted_on == AFTER.date()


@clause("QJ-20")
def test_once_confirmed_no_later_change_of_the_ledger_changes_a_figure(county):
    assessment = county.confirmed()
    before = {each.pk: (each.points, digest_of([each])) for each in results_of(assessment)}
    Deadline.objects.filter(organization=county.north).update(closed_on=None, closed_as="")
    rows(county.south, "duty", 50)
    assessment.refresh_from_db()
    assert {each.pk: (each.points, digest_of([each])) for each in results_of(assessment)} == before
    assert digest_of(results_of(assessment)) == assessment.digest
    assert Event.objects.get(action="assessment.confirmed").changes["digest"] == assessment.digest
    for action, values in ((recount, {}), (take_back, {"reason": "再算"}), (weigh, {"on_time": 100})):
        with pytest.raises((ValidationError, PermissionDenied)):
            action(assessment, **values, by=county.secretary, now=AFTER)
    with pytest.raises(ValidationError, match="已经确认"):
        mark(county.result(county.north), points=Decimal(1), hand_reason="补", by=county.clerk, now=AFTER)


def test_whoever_confirms_has_read_these_figures(county):
    assessment = county.previewed()
    seen = confirm.stamp(assessments.context(assessment, access_at(county.approver, AFTER)))
    rows(county.north, "duty", 0, 5)
    recount(assessment, by=county.clerk, now=NOW)
    with pytest.raises(ValidationError, match="刚刚有人改过"):
        confirm(assessment, by=county.approver, now=AFTER, seen=seen)


def test_a_preview_is_taken_back_and_sent_anew_with_its_days(county):
    assessment = take_back(county.previewed(), reason="漏了报告", by=county.secretary, now=NOW)
    assert (assessment.state, assessment.objections_until) == (S.DRAFT, None)
    later = NOW + timedelta(days=7)
    assert preview(assessment, by=county.secretary, now=later).objections_until == LAST_DAY + timedelta(days=7)


def test_a_draft_is_dropped_and_what_was_shown_is_not(county):
    assessment = county.drafted()
    drop(assessment, by=county.clerk, now=NOW)
    assert not Assessment.objects.exists() and not Score.objects.exists()
    assessment = take_back(county.previewed(), reason="重算", by=county.secretary, now=NOW)
    with pytest.raises(ValidationError, match="已经看过"):
        drop(assessment, by=county.clerk, now=NOW)


@clause("YY-14")
def test_it_is_announced_to_all_the_assessed(county):
    assessment = county.announced()
    assert (assessment.state, assessment.number) == (S.ANNOUNCED, "青委发〔2027〕3号")
    told = set(Notice.objects.filter(title__contains="已经通报").values_list("recipient__username", flat=True))
    assert {"north-secretary", "south-secretary"} <= told
    with pytest.raises(ValidationError):
        announce(assessment, by=county.secretary, now=AFTER)


@pytest.mark.parametrize("towns", [5, 50])
def test_drafting_and_counting_take_a_constant_number_of_statements(towns):
    county = County(towns=towns)
    with CaptureQueriesContext(
        connection,
    ) as found:
        county.drafted()
    assert len(found) <= 40, [each["sql"][:90] for each in found]


def test_every_indicator_that_a_scheme_names_and_the_ledger_knows_has_a_source():
    assert set(ASKED) <= set(SOURCES)
