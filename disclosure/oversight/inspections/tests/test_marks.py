"""What the data tell beside each point, what inspectors say, and who may not say it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory.tests.factories import adopt
from catalog.items.actions.checking import check_secrecy, review
from catalog.items.models import Item
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import (
    make_holder,
    make_organization,
    make_person,
    make_post,
)
from disclosure.oversight.assessment.figures.inspected import inspected
from disclosure.oversight.assessment.figures.measuring import Span, Unit
from disclosure.oversight.inspections.actions.looking import drop_finding, find, mark
from disclosure.oversight.inspections.actions.planning import join
from disclosure.oversight.inspections.actions.reporting import (
    announce,
    close,
    confirm,
    order,
    report,
    send_back,
)
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import Inspection, Mark, Sampled
from disclosure.oversight.inspections.tests.scene import TODAY, VISITED_ON, County
from disclosure.workflow.kit import Blocked, Changed, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SIX = {
    "jiguan": ["公开的内容是否全面", "程序是否规范", "形式是否恰当", "制度是否健全", "执行是否到位", "效果是否明显"],
    "qijiang": [
        "领导体制和工作机制是否健全", "党务公开的内容是否真实全面", "程序是否规范严谨", "形式是否恰当多样", "制度是否健全完善", "效果是否实在明显",
    ],
}  # fmt: skip


def scored(county: County, year: int) -> tuple[int, int]:
    """Points of the branch in its assessment of the year, and the most it could have."""
    unit = Unit(county.branch.pk, None)
    found = inspected.count([unit], Span.of_year(year, date(year, 12, 31)))[unit]
    return found.good, found.whole


def points_of(inspection: Inspection, county: County) -> list[str]:
    return [point["name"] for point in county.visit(inspection).points]


def told(inspection: Inspection, county: County, item: Item) -> dict[str, tuple[str, str]]:
    """Point → grade and reason by the data."""
    marks = Mark.objects.filter(sampled__visit__inspection=inspection, sampled__subject_id=item.pk).order_by("point")
    return dict(zip(points_of(inspection, county), [(row.told, row.told_why) for row in marks], strict=True))


@pytest.mark.parametrize(
    ("slug", "above"),
    [
        pytest.param("jiguan", "qijiang", marks=pytest.mark.clause("JG-16")),
        pytest.param("qijiang", "jiguan", marks=pytest.mark.clause("QJ-27")),
    ],
)
def test_each_organisation_is_looked_at_by_the_points_of_its_own_document(slug, above):
    """Whatever points whoever inspects it has."""
    county = County(slug, count=1)
    adopt(county.organization, above)
    inspection = county.frozen()
    assert points_of(inspection, county) == SIX[slug]
    assert county.desk.scheme.title in county.visit(inspection).points_source


@pytest.mark.parametrize("slug", ["longkou", "yueyang"])
def test_where_the_document_names_none_they_are_a_preset(slug):
    county = County(slug, count=1)
    inspection = county.frozen()
    visit = county.visit(inspection)
    assert visit.points_source.startswith("预设：")
    assert not set(points_of(inspection, county)) & {*SIX["jiguan"], *SIX["qijiang"]}


# --- what the data tell ---


@pytest.mark.clause("JG-16")
def test_what_the_data_tell_is_what_ledger_steps_and_channels_say():
    county = County(count=1, walked=1)
    (item,) = county.items
    county.desk.carried_out(item)
    item = Item.objects.select_related("deadline").get(pk=item.pk)
    inspection = county.drawn(size=1)
    found = told(inspection, county, item)
    row = item.deadline
    assert row.closed_on is not None and row.closed_on <= row.due_on
    assert found["执行是否到位"][0] == "good" and "按时" in found["执行是否到位"][1]
    assert found["程序是否规范"][0] == "good"
    assert {"branch-clerk", "branch-reviewer", "branch-secrecy", "branch-approver"} <= set(
        found["程序是否规范"][1]
        .replace("，", " ")
        .replace("提交审核", " ")
        .replace("保密审查", " ")
        .replace("审核", " ")
        .replace("审批", " ")
        .split()
    )
    assert found["形式是否恰当"][0] == "good"
    assert found["制度是否健全"] == ("", "")
    assert found["公开的内容是否全面"][0] == ""


def test_late_is_fair_overdue_is_poor_and_a_missing_step_is_poor():
    county = County(count=1, walked=1)
    (item,) = county.items
    Deadline.objects.filter(pk=item.deadline_id).update(
        due_on=TODAY, closed_on=TODAY + timedelta(days=3), closed_as="done"
    )
    item.shown_version.decisions.filter(step="review").delete()
    inspection = county.drawn(size=1)
    found = told(inspection, county, item)
    assert found["执行是否到位"][0] == "fair" and "逾期 3 天" in found["执行是否到位"][1]
    assert found["程序是否规范"] == ("poor", "没有审核的记录")


def test_what_is_owed_and_not_disclosed_can_be_drawn_and_is_poor():
    county = County(count=0)
    draft = county.desk.registered(code="1-1", event_on=TODAY)
    inspection = county.drawn(size=1)
    row = Sampled.objects.get()
    assert (row.subject, row.subject_id) == ("owed", draft.deadline_id)
    assert "召开组织生活会" not in row.line
    assert draft.deadline.due_on < VISITED_ON
    marks = {each.point: each.told for each in row.marks.all()}
    names = points_of(inspection, county)
    assert marks[names.index("执行是否到位")] == "poor"
    assert marks[names.index("公开的内容是否全面")] == "poor"


# --- what inspectors say ---


@pytest.fixture
def county() -> County:
    return County(count=2, walked=1)


def first_of(inspection: Inspection) -> Sampled:
    return Sampled.objects.filter(visit__inspection=inspection).order_by("position")[0]


def test_to_say_another_thing_than_the_data_takes_a_reason(county):
    inspection = county.drawn(size=2)
    row = Sampled.objects.get(subject_id=county.items[0].pk)
    point = row.marks.exclude(told="").order_by("point")[0]
    other = "poor" if point.told != "poor" else "good"
    given = {"sampled": row, "by": county.second, "now": county.tick()}
    with pytest.raises(ValidationError, match="请写理由"):
        mark(inspection, rows=[MarkRow(point.point, other)], **given)
    mark(inspection, rows=[MarkRow(point.point, other, "现场看到没有贴")], **given)
    point.refresh_from_db()
    assert (point.mark, point.why, point.marked_by, point.revision) == (other, "现场看到没有贴", county.second, 1)


def test_two_inspectors_never_write_over_each_other(county):
    inspection = county.drawn(size=2)
    row = first_of(inspection)
    given = {"sampled": row, "now": county.tick()}
    mark(inspection, rows=[MarkRow(3, "good", revision=0), MarkRow(5, "fair", revision=0)], by=county.leader, **given)
    with pytest.raises(Changed, match="第4点刚刚被评为“好”，您填的是“差”"):
        mark(inspection, rows=[MarkRow(5, "good", "", 1), MarkRow(3, "poor", revision=0)], by=county.second, **given)
    assert list(row.marks.filter(point__in=[3, 5]).order_by("point").values_list("mark", flat=True)) == ["good", "fair"]
    # Said again, the same thing is no conflict: what is sent twice counts once.
    mark(inspection, rows=[MarkRow(3, "good", revision=0)], by=county.second, **given)
    assert row.marks.get(point=3).revision == 1


# --- who may not ---


def test_who_works_in_the_inspected_organisation_cannot_inspect_it(county):
    make_post(county.second, county.branch, "reviewer")
    with pytest.raises(ValidationError, match="county-second在被检查的组织任职"):
        county.plan()
    make_post(county.leader, county.branch, "handler")
    with pytest.raises(ValidationError, match="在被检查的组织任职"):
        county.plan(inspectors=[])


@pytest.mark.clause("JG-16")
def test_the_inspector_of_an_organ_inspects_it_by_itself():
    """Its discipline body: no working post, and no superior needed."""
    county = County(count=1)
    own, other = (make_holder(county.branch, "inspector", name) for name in ("own", "other"))
    county.organization, county.leader, county.second = county.branch, own, other
    inspection = county.drawn(size=1)
    mark(inspection, sampled=first_of(inspection), rows=[MarkRow(3, "good")], by=own, now=county.tick())
    assert first_of(inspection).marks.get(point=3).marked_by == own


def test_who_gets_a_post_there_later_is_out(county):
    inspection = county.drawn(size=2)
    make_post(county.second, county.branch, "clerk", from_on=VISITED_ON)
    with pytest.raises(PermissionDenied, match="任职"):
        mark(inspection, sampled=first_of(inspection), rows=[MarkRow(3, "good")], by=county.second, now=county.tick())


@pytest.mark.parametrize("step", ["review", "secrecy"])
def test_who_checked_a_sampled_item_does_not_mark_it_and_another_does(step):
    """Had the post when it was checked, has it no longer: its hand stays in it."""
    county = County(count=0)
    desk = county.desk
    helper = make_person("helper")
    make_post(helper, county.branch, "reviewer" if step == "review" else "secrecy", until_on=date(2026, 9, 2))
    item = desk.submitted(code="1-1")
    item = review(item, passed=True, by=helper if step == "review" else desk.reviewer, now=desk.tick())
    item = check_secrecy(item, passed=True, by=helper if step == "secrecy" else desk.secrecy, now=desk.tick())
    desk.published_outside(desk.approved(item))
    make_post(helper, county.organization, "inspector", from_on=date(2026, 9, 2))
    inspection = county.drawn(size=1, inspectors=[helper, county.second])
    row = first_of(inspection)
    with pytest.raises(PermissionDenied, match="您经手过"):
        mark(inspection, sampled=row, rows=[MarkRow(3, "good")], by=helper, now=county.tick())
    mark(inspection, sampled=row, rows=[MarkRow(3, "good")], by=county.second, now=county.tick())
    assert row.marks.get(point=3).marked_by == county.second


def test_inspectors_are_of_there_or_above_and_organisations_below(county):
    elsewhere = make_organization("elsewhere")
    with pytest.raises(ValidationError, match="不是本组织或上级的检查人"):
        county.plan(inspectors=[make_holder(elsewhere, "inspector")])
    with pytest.raises(ValidationError, match="只能是本组织和下级"):
        county.plan(organizations=[elsewhere])
    inspection = county.plan()
    with pytest.raises(ValidationError, match="已经在检查组里"):
        join(inspection, inspector=county.second, by=county.leader, now=county.tick())
    join(inspection, inspector=county.third, by=county.leader, now=county.tick())
    assert inspection.inspectors.filter(person=county.third).exists()


@pytest.mark.parametrize("role", ["supervisor", "secretary", "approver", "clerk"])
def test_other_posts_neither_plan_nor_mark(county, role):
    other = make_holder(county.organization, role)
    with pytest.raises(PermissionDenied):
        county.leader, kept = other, county.leader
        county.plan()
    county.leader = kept
    inspection = county.drawn(size=2)
    with pytest.raises(PermissionDenied):
        mark(inspection, sampled=first_of(inspection), rows=[MarkRow(3, "good")], by=other, now=county.tick())


# --- the report ---


@pytest.mark.clause("PL-18")
def test_the_report_is_confirmed_by_another_than_leader_and_writer(county):
    inspection = county.marked(size=2)
    with pytest.raises(ValidationError):
        report(inspection, report=" ", by=county.leader, now=county.tick())
    inspection = report(inspection, report="总的不错。", by=county.second, now=county.tick())
    for person in (county.leader, county.second):
        with pytest.raises(PermissionDenied, match="另一个检查人确认"):
            confirm(inspection, by=person, now=county.tick())
    inspection = send_back(inspection, reason="第二件没有写清", by=county.third, now=county.tick())
    assert inspection.state == Inspection.State.DRAWN
    inspection = report(inspection, report="总的不错，第二件补写了。", by=county.second, now=county.tick())
    inspection = confirm(inspection, by=county.third, now=county.tick())
    assert inspection.confirmed_by == county.third
    with pytest.raises(NotNow):
        mark(inspection, sampled=first_of(inspection), rows=[MarkRow(3, "poor")], by=county.leader, now=county.tick())


def test_no_report_before_every_point_is_marked(county):
    inspection = county.drawn(size=2)
    with pytest.raises(Blocked, match="还有12个要点没有评价"):
        report(inspection, report="好。", by=county.leader, now=county.tick())


def test_who_knew_of_it_learns_what_came_of_it(county):
    inspection = county.confirmed(size=2)
    with pytest.raises(Blocked, match="告知被检查的组织"):
        close(inspection, by=county.leader, now=county.tick())
    inspection = announce(inspection, by=county.leader, now=county.tick())
    assert close(inspection, by=county.leader, now=county.tick()).state == Inspection.State.CLOSED


@pytest.mark.clause("JG-17", "PL-18")
def test_a_finding_becomes_an_order_once_it_was_announced(county):
    inspection = county.marked(size=2)
    visit = county.visit(inspection)
    wrong = find(
        inspection,
        visit=visit,
        text="公开栏没有更新",
        sampled=first_of(inspection),
        by=county.second,
        now=county.tick(),
    )
    good = find(inspection, visit=visit, text="每月有专人核对", is_good=True, by=county.second, now=county.tick())
    stray = find(inspection, visit=visit, text="记错了", by=county.second, now=county.tick())
    with pytest.raises(PermissionDenied, match="自己记的"):
        drop_finding(inspection, finding=stray, by=county.leader, now=county.tick())
    drop_finding(inspection, finding=stray, by=county.second, now=county.tick())
    given = {"what": "更新公开栏", "due_on": VISITED_ON + timedelta(days=20), "by": county.leader}
    inspection = report(inspection, report="有一个问题。", by=county.leader, now=county.tick())
    inspection = confirm(inspection, by=county.third, now=county.tick())
    with pytest.raises(NotNow):
        order(inspection, finding=wrong, now=county.tick(), **given)
    inspection = announce(inspection, by=county.leader, now=county.tick())
    order(inspection, finding=wrong, now=county.tick(), **given)
    wrong.refresh_from_db()
    made = wrong.order
    assert (made.organization, made.issuer, made.deadline.due_on) == (
        county.branch,
        county.organization,
        date(2026, 9, 30),
    )
    assert made.deadline.kind == Deadline.Kind.RECTIFICATION and "公开栏" not in made.deadline.title
    for finding in (wrong, good):
        with pytest.raises(ValidationError):
            order(inspection, finding=finding, now=county.tick(), **given)


@pytest.mark.clause("LK-26")
def test_the_score_of_a_year_is_the_share_of_what_could_be_reached(county):
    inspection = county.drawn(size=2)
    rows = list(Sampled.objects.order_by("pk"))
    mark(
        inspection,
        sampled=rows[0],
        rows=[MarkRow(point, "good", "看过") for point in range(6)],
        by=county.leader,
        now=county.tick(),
    )
    marks = [
        MarkRow(point, grade, "看过") for point, grade in enumerate(["good", "fair", "fair", "poor", "poor", "good"])
    ]
    mark(inspection, sampled=rows[1], rows=marks, by=county.leader, now=county.tick())
    inspection = report(inspection, report="好。", by=county.leader, now=county.tick())
    assert scored(county, 2026) == (0, 0)
    confirm(inspection, by=county.third, now=county.tick())
    assert scored(county, 2026) == (12 + 6, 24)
    assert scored(county, 2025) == (0, 0)


def test_an_unannounced_one_counts_for_nobody_until_it_is_announced(county):
    inspection = county.confirmed(kind="unannounced", size=2)
    assert scored(county, 2026) == (0, 0)
    announce(inspection, by=county.leader, now=county.tick())
    assert scored(county, 2026)[1] > 0
