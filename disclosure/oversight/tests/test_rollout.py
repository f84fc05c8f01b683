"""The rollout plan: begun from the scheme's stages, ticked, redated and ended on record, and seen from above (PL-12)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.directory.tests.factories import adopt, scheme_data
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_holder, make_organization, make_person, noon
from disclosure.oversight.models import Rollout, Stage, Task
from disclosure.oversight.rollout import actions as rollout

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-12")]
START = date(2026, 5, 11)
NOW = noon(START)
DAY = timedelta(days=1)
STAGES = ["宣传发动阶段", "方案制定阶段", "方案实施阶段", "完善提高和检查验收阶段"]


@pytest.fixture
def bureau():
    organization = make_organization("bureau")
    adopt(organization, "pingluo")
    return organization


@pytest.fixture
def secretary(bureau):
    return make_holder(bureau, "secretary")


def spans_from(organization, start_on):
    _rules, stages = rollout.planned_stages(organization, start_on)
    return rollout.proposed_dates(stages, start_on)


def started(organization, by, start_on=START, now=NOW) -> Rollout:
    return rollout.start_rollout(organization=organization, spans=spans_from(organization, start_on), by=by, now=now)


def first_task(plan) -> Task:
    return Task.objects.filter(stage__rollout=plan).order_by("stage__position", "position").first()


def test_the_document_has_four_stages_whose_days_stand_in_its_words():
    rows = scheme_data("pingluo")["rollout"]["stages"]
    assert [row["name"] for row in rows] == STAGES
    spans = [(date.fromisoformat(row["from_on"]), date.fromisoformat(row["until_on"])) for row in rows]
    for row, (first, last) in zip(rows, spans, strict=True):
        assert row["article"].startswith("四")
        assert f"{first.month}月{first.day}日" in row["sentence"]
        assert f"{last.month}月{last.day}日" in row["sentence"] or f"至{last.day}日" in row["sentence"]
        assert row["tasks"]
        assert all(task["article"] and task["sentence"] for task in row["tasks"])
    gaps = [after[0] - before[1] for before, after in zip(spans, spans[1:], strict=False)]
    assert gaps == [DAY] * 3


@pytest.mark.clause("YY-19")
def test_under_yueyang_a_plan_begins_with_its_three_steps():
    organization = make_organization("statistics")
    adopt(organization, "yueyang")
    plan = started(organization, make_holder(organization, "secretary"))
    assert [stage.name for stage in plan.stages.order_by("position")] == [
        "制定实施方案阶段",
        "组织实施阶段",
        "检查深化阶段",
    ]
    tasks = Task.objects.filter(stage__rollout=plan)
    assert "2011年9月底前" in tasks.get(name__startswith="将实行党务公开情况报").sentence


def test_a_plan_begins_with_the_schemes_stages_on_the_organisations_own_days(bureau, secretary):
    plan = started(bureau, secretary)
    stages = list(plan.stages.order_by("position"))
    assert [stage.name for stage in stages] == STAGES
    assert (stages[0].from_on, stages[0].until_on) == (START, START + 4 * DAY)
    assert stages[1].from_on == START + 5 * DAY
    assert stages[-1].until_on - stages[0].from_on == date(2013, 10, 31) - date(2013, 5, 8)
    assert Task.objects.filter(stage__rollout=plan).count() == 10
    event = Event.objects.get(action="rollout.started")
    assert (event.actor_name, event.organization_code) == (str(secretary), "bureau")


def test_beginning_again_says_so_and_changes_nothing(bureau, secretary):
    started(bureau, secretary)
    with pytest.raises(ValidationError, match="已有进行中"):
        started(bureau, secretary)
    assert Rollout.objects.count() == 1


def test_a_scheme_without_steps_begins_no_plan():
    organization = make_organization("other")
    adopt(organization, "longkou")
    with pytest.raises(ValidationError, match="没有写明分阶段的步骤"):
        rollout.start_rollout(organization=organization, spans=[], by=make_holder(organization, "secretary"), now=NOW)


@pytest.mark.parametrize(
    ("place", "move", "field"), [(0, (0, -30), "until_1"), (1, (-30, 0), "from_2")], ids=["backward", "out of order"]
)
def test_days_that_cannot_be_are_refused_at_their_field(bureau, secretary, place, move, field):
    spans = spans_from(bureau, START)
    spans[place] = tuple(day + DAY * days for day, days in zip(spans[place], move, strict=True))
    with pytest.raises(ValidationError) as refused:
        rollout.start_rollout(organization=bureau, spans=spans, by=secretary, now=NOW)
    assert set(refused.value.error_dict) == {field}
    assert not Rollout.objects.exists()


def test_a_tick_keeps_who_and_when_and_can_be_taken_back_on_record(bureau, secretary):
    task = first_task(started(bureau, secretary))
    task = rollout.tick(task, by=secretary, now=NOW + DAY, note_text="5月12日开会")
    assert (task.done_by, task.done_at, task.note) == (secretary, NOW + DAY, "5月12日开会")
    with pytest.raises(ValidationError, match="2026年5月12日已由bureau-secretary登记完成"):
        rollout.tick(task, by=secretary, now=NOW + 2 * DAY)
    task = rollout.untick(task, by=secretary, now=NOW + 3 * DAY)
    assert (task.done_by, task.done_at, task.note) == (None, None, "")
    with pytest.raises(ValidationError, match="还没有登记完成"):
        rollout.untick(task, by=secretary, now=NOW + 3 * DAY)
    done, undone = Event.objects.filter(action__startswith="rollout.task").order_by("pk")
    assert (done.action, done.at) == ("rollout.task_done", NOW + DAY)
    assert (undone.action, undone.changes["note"]) == ("rollout.task_reopened", "5月12日开会")


@pytest.mark.parametrize("role", ["clerk", "reviewer", "approver", "supervisor"])
def test_who_neither_keeps_the_catalogue_nor_publishes_changes_nothing(bureau, secretary, role):
    plan = started(bureau, secretary)
    stage, person, given = plan.stages.first(), make_holder(bureau, role), {"now": NOW}
    for act in (
        lambda: started(bureau, person),
        lambda: rollout.tick(first_task(plan), by=person, **given),
        lambda: rollout.redate(stage, from_on=START, until_on=START + 9 * DAY, by=person, **given),
        lambda: rollout.end_rollout(plan, reason="不办了", by=person, **given),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Event.objects.filter(action__startswith="rollout.").count() == 1


def test_a_superiors_secretary_does_not_tick_for_those_below(bureau):
    below = make_organization("below", bureau)
    plan = started(below, make_holder(below, "secretary"))
    with pytest.raises(PermissionDenied):
        rollout.tick(first_task(plan), by=make_holder(bureau, "secretary"), now=NOW)


def test_the_days_of_a_stage_are_changed_on_record(bureau, secretary):
    stage = started(bureau, secretary).stages.get(position=1)
    stage = rollout.redate(stage, from_on=START, until_on=START + 9 * DAY, by=secretary, now=NOW)
    assert stage.until_on == START + 9 * DAY
    event = Event.objects.get(action="rollout.stage_redated")
    assert event.changes["dates"] == [["2026-05-11", "2026-05-15"], ["2026-05-11", "2026-05-20"]]
    with pytest.raises(ValidationError, match="不能早于开始日期"):
        rollout.redate(stage, from_on=START, until_on=START - DAY, by=secretary, now=NOW)
    with pytest.raises(ValidationError, match="没有改动"):
        rollout.redate(stage, from_on=START, until_on=START + 9 * DAY, by=secretary, now=NOW)


def test_a_plan_with_open_tasks_ends_with_a_reason_and_then_stands_still(bureau, secretary):
    plan = started(bureau, secretary)
    with pytest.raises(ValidationError, match="还有10项没有完成"):
        rollout.end_rollout(plan, by=secretary, now=NOW)
    rollout.end_rollout(plan, reason="机构合并", by=secretary, now=NOW)
    for act in (
        lambda: rollout.tick(first_task(plan), by=secretary, now=NOW),
        lambda: rollout.end_rollout(plan, reason="再来", by=secretary, now=NOW),
    ):
        with pytest.raises(ValidationError, match="已经结束"):
            act()
    assert started(bureau, secretary).pk != plan.pk


# --- pages ---


@pytest.fixture
def tree():
    county = make_organization("county")
    adopt(county, "pingluo")
    return {"county": county, **{code: make_organization(code, county) for code in ("behind", "ahead", "idle")}}


@pytest.fixture
def plans(tree):
    """One behind with its first stage, one with everything done of it, one that has not begun; the county itself neither."""
    today = timezone.localdate()
    now = noon(today)
    found = {}
    for code in ("behind", "ahead"):
        secretary = make_holder(tree[code], "secretary")
        found[code] = started(tree[code], secretary, start_on=today - 6 * DAY, now=now)
    for task in Task.objects.filter(stage__rollout=found["ahead"], stage__position=1):
        rollout.tick(task, by=found["ahead"].started_by, now=now)
    return found


def test_who_watches_sees_progress_by_stage_with_the_late_ones_marked(client, tree, plans):
    client.force_login(make_holder(tree["county"], "supervisor"))
    answer = client.get("/oversight/rollout/")
    rows = {str(row.organization): row for row in answer.context["overview"].rows}
    behind, ahead, idle = (rows[str(tree[code])] for code in ("behind", "ahead", "idle"))
    assert (behind.percent, len(behind.late)) == (0, 1)
    assert (ahead.percent, len(ahead.late)) == (20, 0)
    assert [row.badge.state for row in ahead.stages] == ["done", "soon", "provisional", "provisional"]
    assert behind.stages[0].badge.word == "逾期 2 天"
    assert idle.stages == []
    order = [str(row.organization) for row in answer.context["overview"].rows]
    assert order.index(str(tree["behind"])) < order.index(str(tree["ahead"]))
    assert "1个有逾期的阶段；2个按方案应当有、还没有开始" in answer.content.decode()


def test_an_organisation_out_of_reach_is_not_shown(client, tree, plans):
    client.force_login(make_holder(tree["idle"], "supervisor"))
    assert str(tree["behind"]) not in client.get("/oversight/rollout/").content.decode()
    assert client.get("/oversight/o/behind/rollout/").status_code == 404
    task = first_task(plans["behind"])
    assert client.post(f"/oversight/rollout/tasks/{task.pk}/").status_code == 404
    client.force_login(make_person())
    assert client.get("/oversight/rollout/").status_code == 403
    assert client.get("/oversight/o/behind/rollout/").status_code == 403


def test_the_secretary_begins_ticks_and_takes_back_on_the_page(client, tree):
    secretary = make_holder(tree["idle"], "secretary")
    client.force_login(secretary)
    page = "/oversight/o/idle/rollout/"
    shown = client.get(page, {"start": "2026-05-11"})
    start = shown.context["start"]
    values = {field.html_name: field.value().isoformat() for _stage, fields in start.groups() for field in fields}
    assert values["from_1"] == "2026-05-11"
    refused = client.post(page, {**values, "until_1": "2026-05-01"})
    assert "结束日期不能早于开始日期。" in refused.content.decode()
    assert 'value="2026-05-01"' in refused.content.decode()
    assert client.post(page, values).status_code == 302
    plan = Rollout.objects.get(organization=tree["idle"])
    task = first_task(plan)
    client.post(f"/oversight/rollout/tasks/{task.pk}/", {"text": "开过会了"})
    shown = client.get(page).content.decode()
    assert "开过会了" in shown
    assert "完成10%。" in shown
    client.post(f"/oversight/rollout/tasks/{task.pk}/", {"undo": "1"})
    task.refresh_from_db()
    assert task.done_at is None
    assert client.get(f"/oversight/rollout/tasks/{task.pk}/").status_code == 405


def test_the_secretary_redates_and_ends_on_the_page(client, plans):
    client.force_login(plans["behind"].started_by)
    stage = Stage.objects.get(rollout=plans["behind"], position=1)
    days = {"from_on": stage.from_on.isoformat(), "until_on": timezone.localdate().isoformat()}
    client.post(f"/oversight/rollout/stages/{stage.pk}/", days)
    stage.refresh_from_db()
    assert stage.until_on == timezone.localdate()
    empty = client.post(f"/oversight/rollout/stages/{stage.pk}/", {"from_on": ""}, follow=True)
    assert "请把开始和结束的日期都填好" in empty.content.decode()
    end = f"/oversight/rollout/{plans['behind'].pk}/end/"
    assert "请写明原因" in client.post(end, follow=True).content.decode()
    assert "再开始一份计划" in client.post(end, {"text": "重新安排"}, follow=True).content.decode()


def test_of_an_ended_plan_nothing_is_late(client, tree, plans):
    rollout.end_rollout(plans["behind"], reason="重新安排", by=plans["behind"].started_by, now=timezone.now())
    client.force_login(make_holder(tree["county"], "supervisor"))
    rows = {str(row.organization): row for row in client.get("/oversight/rollout/").context["overview"].rows}
    assert rows[str(tree["behind"])].late == []
    assert "逾期" not in client.get("/oversight/o/behind/rollout/").content.decode()


@pytest.mark.parametrize("text", ["字" * 301, "不见\x00的字"], ids=["too long", "a null character"])
def test_words_that_cannot_be_kept_are_refused_in_a_sentence(client, plans, text):
    client.force_login(plans["behind"].started_by)
    task = first_task(plans["behind"])
    answer = client.post(f"/oversight/rollout/tasks/{task.pk}/", {"text": text}, follow=True)
    assert "说明最多300个字" in answer.content.decode()
    task.refresh_from_db()
    assert task.done_at is None


@pytest.mark.parametrize("start", ["9999-12-31", "0001-01-01", "昨天", ""])
def test_a_first_day_that_cannot_be_leaves_the_proposal_at_next_monday_or_as_asked(client, tree, start):
    client.force_login(make_holder(tree["idle"], "secretary"))
    answer = client.get("/oversight/o/idle/rollout/", {"start": start})
    assert answer.status_code == 200
    assert answer.context["start"].fields["from_1"].initial.year in (
        1,
        timezone.localdate().year,
        timezone.localdate().year + 1,
    )


def test_who_works_there_without_leading_it_reads_and_changes_nothing(client, tree, plans):
    client.force_login(make_holder(tree["behind"], "clerk"))
    shown = client.get("/oversight/rollout/", follow=True)
    assert shown.redirect_chain == [("/oversight/o/behind/rollout/", 302)]
    assert "登记完成</button>" not in shown.content.decode()
    task = first_task(plans["behind"])
    assert client.post(f"/oversight/rollout/tasks/{task.pk}/").status_code == 403
    task.refresh_from_db()
    assert task.done_at is None


def test_the_number_of_statements_does_not_grow_with_the_plans(client, tree, plans):
    client.force_login(make_holder(tree["county"], "supervisor"))

    def statements():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/oversight/rollout/").status_code == 200
        return len(found)

    client.get("/oversight/rollout/")
    before = statements()
    for number in range(8):
        organization = make_organization(f"more-{number}", tree["county"])
        started(organization, make_holder(organization, "secretary"))
    assert statements() == before
