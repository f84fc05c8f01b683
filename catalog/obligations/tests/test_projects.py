"""Project disclosed milestone by milestone: planned, completed, met by the item of its milestone, ended."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.changes.history import removals
from catalog.directory.tests.factories import branch
from catalog.items.actions.writing import change_plan
from catalog.items.models import Item
from catalog.items.tests.factories import Desk
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.projects.actions import add_milestone, complete, end_project, register_project, replan
from catalog.obligations.projects.models import Project
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import make_department, noon

pytestmark = pytest.mark.django_db
STAGED = {"limit_kind": "staged", "limit_words": "逐段"}
SEPTEMBER = date(2026, 9, 1)
PLANS = (("土方", date(2026, 9, 14)), ("主体", date(2026, 10, 20)))


def desk_of(slug="longkou", on=SEPTEMBER, **values) -> Desk:
    matters = [branch("1-1", "为民办实事", **{**STAGED, **values}), branch("1-2", "学习情况")]
    return Desk(slug=slug, entries=[branch("1", "重要工作", matters)], on=on)


def registered(desk, milestones=PLANS, name="危房改造", started_on=SEPTEMBER, **fields) -> Project:
    return register_project(
        organization=desk.organization,
        code="1-1",
        name=name,
        started_on=started_on,
        milestones=milestones,
        by=desk.clerk,
        now=desk.tick(),
        **fields,
    )


def duty_of(project, number) -> Duty:
    return Duty.objects.select_related("deadline", "milestone").get(
        milestone__project=project, milestone__number=number
    )


def move(desk, on) -> None:
    desk.now = noon(on)


@pytest.mark.each_database
@pytest.mark.clause("LK-15")
def test_each_planned_milestone_is_owed_from_its_planned_day():
    desk = desk_of()
    project = registered(desk)
    first = duty_of(project, 1)
    # Five working days after 14 September; Sunday the 20th is one.
    assert (first.deadline.start_on, first.deadline.due_on) == (date(2026, 9, 14), date(2026, 9, 20))
    assert (first.kind, first.entry_code, first.deadline.kind) == ("milestone", "1-1", "duty")
    assert first.deadline.url == f"/admin/catalog/item/add/?organization=branch&entry={first.entry_id}&duty={first.pk}"
    assert duty_of(project, 2).deadline.due_on == date(2026, 10, 27)


@pytest.mark.clause("PL-19")
def test_under_pingluo_a_milestone_is_owed_by_itself_and_what_is_temporary_by_the_next_working_day():
    """阶段性工作要逐段公开，临时性工作要及时公开: its numbers are presets, and marked as such."""
    desk = desk_of("pingluo")
    staged, item = duty_of(registered(desk), 1), desk.registered("1-2", event_on=SEPTEMBER)
    assert (staged.deadline.due_on, item.deadline.due_on) == (date(2026, 9, 20), date(2026, 9, 2))
    assert staged.deadline.trace["source"]["preset"] and item.deadline.trace["source"]["preset"]


@pytest.mark.clause("LK-15")
def test_the_ledger_and_the_log_name_the_entry_and_the_milestone_and_never_the_project():
    desk = desk_of()
    project = registered(desk)
    complete(project.milestones.get(number=1), completed_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    assert duty_of(project, 1).deadline.title == "1-1 为民办实事（第1阶段）"
    for row in Deadline.objects.all():
        assert "危房" not in row.title + str(row.trace)
        assert "土方" not in row.title + str(row.trace)
    said = "".join(
        f"{event.object_label}{event.changes}" for event in Event.objects.exclude(action="catalogue.created")
    )
    assert "危房" not in said
    assert "土方" not in said


@pytest.mark.clause("LK-15")
def test_a_milestone_is_reckoned_anew_from_the_day_on_which_it_was_complete():
    desk = desk_of()
    project = registered(desk)
    move(desk, date(2026, 9, 18))
    complete(project.milestones.get(number=1), completed_on=date(2026, 9, 17), by=desk.clerk, now=desk.tick())
    first = duty_of(project, 1)
    assert first.milestone.completed_on == date(2026, 9, 17)
    # 18, 20, 21, 22, 23 September.
    assert first.deadline.due_on == date(2026, 9, 23)
    assert first.deadline.changes.get().old_due_on == date(2026, 9, 20)


def test_a_second_press_says_so_and_changes_nothing():
    desk = desk_of()
    project = registered(desk)
    milestone = project.milestones.get(number=1)
    complete(milestone, completed_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="已经登记为2026年9月1日完成"):
        complete(milestone, completed_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="已经登记过"):
        registered(desk)
    with pytest.raises(ValidationError, match="没有再加"):
        add_milestone(project, name="土方", planned_on=date(2026, 9, 20), by=desk.clerk, now=desk.tick())
    assert (Project.objects.count(), Duty.objects.count()) == (1, 2)


def test_a_plan_is_changed_with_its_reason_until_the_milestone_is_complete():
    desk = desk_of()
    project = registered(desk)
    milestone = project.milestones.get(number=1)
    with pytest.raises(ValidationError, match="为什么改计划"):
        replan(milestone, planned_on=date(2026, 9, 25), reason=" ", by=desk.clerk, now=desk.tick())
    replan(milestone, planned_on=date(2026, 9, 28), reason="等材料", by=desk.clerk, now=desk.tick())
    # Five working days over the National Day holiday.
    assert duty_of(project, 1).deadline.due_on == date(2026, 10, 10)
    complete(milestone, completed_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="已经完成"):
        replan(milestone, planned_on=date(2026, 9, 30), reason="再等", by=desk.clerk, now=desk.tick())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "1-2"}, "不是按阶段公开"),
        ({"code": "9-9"}, "不在本组织施行中的目录里"),
        ({"milestones": ()}, "至少列一个阶段"),
        ({"name": " "}, "工作名称"),
        ({"started_on": date(2027, 1, 1)}, "还没有到"),
        ({"milestones": [("土方", date(2026, 8, 1))]}, "不能早于这项工作开始"),
    ],
)
def test_what_is_wrong_with_a_project_is_said(change, message):
    desk = desk_of()
    values = {"code": "1-1", "name": "危房改造", "started_on": SEPTEMBER, "milestones": PLANS, **change}
    with pytest.raises(ValidationError, match=message):
        register_project(organization=desk.organization, by=desk.clerk, now=desk.tick(), **values)
    assert not Project.objects.exists()


def test_only_who_registers_items_registers_projects():
    desk = desk_of()
    project = registered(desk)
    for person in (desk.approver, Desk(code="other").clerk):
        with pytest.raises(PermissionDenied):
            end_project(project, ended_on=SEPTEMBER, by=person, now=desk.tick())
    assert Project.objects.get().ended_on is None


# --- items ---


def item_for(desk, duty, **fields) -> Item:
    return desk.registered(code="1-1", title="土方完工", duty=duty, **fields)


@pytest.mark.clause("LK-15")
def test_an_item_answers_its_milestone_alone_and_its_publication_meets_it():
    desk = desk_of()
    project = registered(desk)
    other = registered(desk, name="道路硬化")
    item = item_for(desk, duty_of(project, 1))
    owed = duty_of(project, 1)
    assert item.deadline == owed.deadline
    assert owed.milestone.completed_on == SEPTEMBER
    # The day of the event is the day on which the milestone was complete.
    assert owed.deadline.start_on == SEPTEMBER
    assert Deadline.objects.open().count() == 4
    item = desk.released_from(item)
    owed = duty_of(project, 1)
    assert (owed.fulfilled_by, owed.fulfilled_on) == (item, SEPTEMBER)
    assert owed.deadline.closed_as == "done"
    assert duty_of(project, 2).is_open
    assert duty_of(other, 1).is_open


def test_a_milestone_that_an_item_is_on_its_way_to_cannot_be_taken_twice():
    desk = desk_of()
    project = registered(desk)
    item_for(desk, duty_of(project, 1))
    with pytest.raises(ValidationError, match="已经有人登记"):
        item_for(desk, duty_of(project, 1))
    assert Item.objects.count() == 1


def test_a_milestone_is_not_met_by_an_item_of_another_entry():
    desk = desk_of()
    project = registered(desk)
    with pytest.raises(ValidationError, match="不属于所选的目录事项"):
        desk.registered(code="1-2", duty=duty_of(project, 1))


@pytest.mark.each_database
@pytest.mark.clause("LK-01")
@pytest.mark.clause("LK-15")
def test_a_withdrawal_owes_the_milestone_again():
    desk = desk_of()
    project = registered(desk)
    item = desk.released_from(item_for(desk, duty_of(project, 1)))
    desk.withdrawn(item)
    owed = duty_of(project, 1)
    assert owed.is_open
    assert owed.deadline.closed_on is None
    assert owed.deadline.url.endswith(f"&duty={owed.pk}")
    again = desk.released_from(item_for(desk, owed))
    assert duty_of(project, 1).fulfilled_by == again


def test_another_event_day_leaves_the_item_with_its_milestone():
    desk = desk_of()
    project = registered(desk, started_on=date(2026, 8, 1))
    item = item_for(desk, duty_of(project, 1))
    item = change_plan(item, event_on=date(2026, 8, 20), by=desk.clerk, now=desk.tick())
    assert item.deadline == duty_of(project, 1).deadline
    assert item.deadline.start_on == SEPTEMBER


def test_an_item_of_the_same_entry_that_answers_no_milestone_has_a_deadline_of_its_own():
    desk = desk_of()
    registered(desk)
    item = desk.released_from(desk.registered(code="1-1"))
    assert item.deadline.kind == "item"
    assert Duty.objects.open().count() == 2


# --- the end ---


@pytest.mark.clause("LK-15")
def test_what_was_not_carried_out_is_no_longer_owed_when_a_project_ends_and_what_was_complete_is():
    desk = desk_of()
    project = registered(desk)
    complete(project.milestones.get(number=1), completed_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    project = end_project(project, ended_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    assert duty_of(project, 1).is_open
    second = duty_of(project, 2)
    assert second.ended_reason == "工作已结束，这个阶段没有再进行"
    assert second.deadline.closed_as == "ended"
    assert second.state_words(date(2026, 12, 1)) == "不再需要"
    with pytest.raises(ValidationError, match="已经结束"):
        add_milestone(project, name="收尾", planned_on=date(2026, 11, 1), by=desk.clerk, now=desk.tick())
    assert Event.objects.filter(action="duty.ended").count() == 1


@pytest.mark.each_database
@pytest.mark.clause("QJ-12")
def test_a_project_over_several_years_owes_a_summary_when_it_ends_where_the_scheme_says_so():
    desk = desk_of("qijiang")
    project = registered(desk, started_on=date(2025, 3, 1), milestones=[("土方", date(2026, 8, 1))])
    end_project(project, ended_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    owed = Duty.objects.select_related("deadline").get(kind="summary")
    assert owed.deadline.title == "1-1 为民办实事（结束总结）"
    assert owed.deadline.due_on == date(2026, 9, 8)
    item = desk.released_from(desk.registered(code="1-1", duty=owed))
    owed.refresh_from_db()
    assert owed.fulfilled_by == item


@pytest.mark.clause("QJ-12")
def test_a_project_within_one_year_and_a_scheme_without_the_rule_owe_no_summary_at_the_end():
    desk = desk_of("qijiang")
    end_project(registered(desk), ended_on=SEPTEMBER, by=desk.clerk, now=desk.tick())
    other = Desk(code="longkou", entries=[branch("1", "重要工作", [branch("1-1", "为民办实事", **STAGED)])])
    project = registered(other, started_on=date(2025, 3, 1), milestones=[("土方", date(2026, 8, 1))])
    end_project(project, ended_on=SEPTEMBER, by=other.clerk, now=other.tick())
    assert not Duty.objects.filter(kind="summary").exists()


# --- at the desk ---


def fields_of(**values) -> dict:
    rows = {"milestones-TOTAL_FORMS": "5", "milestones-INITIAL_FORMS": "0", "milestones-0-name": "土方"}
    rows |= {"milestones-0-planned_on": "2026-12-14", "entry": "1-1", "name": "危房改造", "started_on": "2026-09-01"}
    return rows | values


def test_a_clerk_registers_a_project_completes_a_milestone_and_is_led_to_the_item(client):
    desk = desk_of(on=timezone.localdate())
    client.force_login(desk.clerk)
    page = client.get("/admin/catalog/project/add/").content.decode()
    assert "1-1　为民办实事" in page
    assert "学习情况" not in page
    missing = client.post(
        "/admin/catalog/project/add/", fields_of(**{"milestones-0-name": "", "milestones-0-planned_on": ""})
    )
    assert "至少列一个阶段" in missing.content.decode()
    assert "危房改造" in missing.content.decode()
    response = client.post("/admin/catalog/project/add/", fields_of(), follow=True)
    assert "土方" in response.content.decode()
    milestone = Project.objects.get().milestones.get()
    today = timezone.localdate().isoformat()
    page = client.post(
        f"/admin/catalog/project/milestones/{milestone.pk}/complete/", {"completed_on": today}, follow=True
    )
    assert "登记公开" in page.content.decode()
    form = client.get(duty_of(milestone.project, 1).deadline.url).content.decode()
    assert f'<option value="{milestone.duty.pk}" selected>' in form


def test_registering_under_an_entry_with_a_project_under_way_asks_which_milestone_it_is(client):
    desk = desk_of(on=timezone.localdate())
    project = registered(desk)
    client.force_login(desk.clerk)
    values = {"organization": "branch", "entry": desk.entry("1-1").pk, "title": "土方完工"}
    values["event_on"] = timezone.localdate().isoformat()
    asked = client.post("/admin/catalog/item/add/", values)
    assert "请选是哪个阶段" in asked.content.decode()
    assert not Item.objects.exists()
    wrong = {**values, "entry": desk.entry("1-2").pk, "duty": duty_of(project, 1).pk}
    assert "不属于上面选的目录事项" in client.post("/admin/catalog/item/add/", wrong).content.decode()
    client.post("/admin/catalog/item/add/", {**values, "duty": duty_of(project, 1).pk})
    assert Item.objects.get().deadline == duty_of(project, 1).deadline
    client.post("/admin/catalog/item/add/", {**values, "duty": "none"})
    assert Item.objects.filter(deadline__kind="item").count() == 1


def test_who_comes_to_register_another_entry_is_not_asked_for_a_milestone(client):
    desk = desk_of(on=timezone.localdate())
    registered(desk)
    client.force_login(desk.clerk)
    page = f"/admin/catalog/item/add/?entry={desk.entry('1-2').pk}"
    assert "哪个阶段" not in client.get(page).content.decode()
    assert "哪个阶段" in client.get(page.replace(str(desk.entry("1-2").pk), str(desk.entry("1-1").pk))).content.decode()


def test_a_project_is_seen_by_the_desk_of_its_organisation_alone(client):
    desk = desk_of(on=timezone.localdate())
    project = registered(desk)
    milestone = project.milestones.first()
    other = Desk(code="other")
    client.force_login(other.clerk)
    assert "危房改造" not in client.get("/admin/catalog/project/").content.decode()
    for address in (
        f"{project.pk}/change",
        f"{project.pk}/end",
        f"milestones/{milestone.pk}/complete",
        f"milestones/{milestone.pk}/replan",
    ):
        assert client.get(f"/admin/catalog/project/{address}/").status_code == 404
    client.force_login(desk.approver)
    assert "结束这项工作" not in client.get(f"/admin/catalog/project/{project.pk}/change/").content.decode()
    assert client.get(f"/admin/catalog/project/{project.pk}/end/").status_code == 403


def test_the_page_of_a_project_costs_the_same_with_one_milestone_and_with_twenty(client, django_assert_num_queries):
    desk = desk_of(on=timezone.localdate())
    project = registered(desk, milestones=PLANS[:1])
    client.force_login(desk.clerk)
    address = f"/admin/catalog/project/{project.pk}/change/"
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    for number in range(20):
        add_milestone(project, name=f"第{number}步", planned_on=date(2026, 12, 1), by=desk.clerk, now=desk.tick())
    with django_assert_num_queries(len(counted)):
        client.get(address)


def test_the_department_of_the_project_is_that_of_its_milestones_and_items(client):
    desk = desk_of(on=timezone.localdate())
    office = make_department(desk.organization)
    project = registered(desk, department=office)
    assert duty_of(project, 1).deadline.department == office
    client.force_login(desk.clerk)
    values = {
        "organization": "branch",
        "entry": desk.entry("1-1").pk,
        "title": "土方完工",
        "duty": duty_of(project, 1).pk,
    }
    client.post("/admin/catalog/item/add/", {**values, "event_on": timezone.localdate().isoformat()})
    assert Item.objects.get().department == office


def test_a_sweep_leaves_milestones_as_they_are():
    desk = desk_of()
    registered(desk)
    before = Duty.objects.count(), Deadline.objects.count(), Event.objects.count()
    assert open_duties(on=SEPTEMBER, now=noon(SEPTEMBER), removals=removals) == 0
    assert before == (Duty.objects.count(), Deadline.objects.count(), Event.objects.count())


def test_the_page_of_a_project_says_when_it_ended(client):
    desk = desk_of(on=timezone.localdate())
    client.force_login(desk.clerk)
    client.post("/admin/catalog/project/add/", fields_of())
    url, today = Project.objects.get().get_absolute_url(), timezone.localdate()
    assert "正在进行" in client.get(url).content.decode()
    end_project(Project.objects.get(), ended_on=today, by=desk.clerk, now=desk.tick())
    shown = client.get(url).content.decode()
    assert "正在进行" not in shown
    assert f"<dt>结束</dt><dd>{today.year}年{today.month}月{today.day}日</dd>" in shown
