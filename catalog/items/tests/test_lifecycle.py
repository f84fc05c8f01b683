"""An item from its registration to the archive."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.archive.archiving import archive
from catalog.items.actions.checking import approve, check_secrecy, review
from catalog.items.actions.display import end_due_displays, set_display_until
from catalog.items.actions.publishing import (
    ask_withdrawal,
    confirm_withdrawal,
    drop_correction,
    end_display,
    publish_correction,
    publish_inside,
    publish_outside,
    refuse_withdrawal,
    start_correction,
)
from catalog.items.actions.registering import register_item
from catalog.items.actions.table import items
from catalog.items.actions.writing import EditConflict, change_plan, save_text
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk, indexed
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import (
    make_audience,
    make_department,
    make_holder,
    make_member,
    make_organization,
    noon,
)
from disclosure.workflow.refusals import Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.fixture
def desk():
    return Desk()


@pytest.mark.clause("LK-02")
@pytest.mark.clause("YY-17")
def test_an_item_goes_from_draft_to_society_in_two_stages(desk):
    item = desk.published_outside(code="1-2")
    assert item.state == "published_outside"
    assert item.published_inside_at < item.published_outside_at
    steps = list(item.published_version.decisions.order_by("pk").values_list("step", "by"))
    assert steps == [
        ("submit", desk.clerk.pk),
        ("review", desk.reviewer.pk),
        ("secrecy", desk.secrecy.pk),
        ("approve", desk.approver.pk),
        ("publish_inside", desk.secretary.pk),
        ("publish_outside", desk.secretary.pk),
    ]
    words = Event.objects.filter(object_type="catalog.item", object_id=item.pk).order_by("pk")
    assert list(words.values_list("action", flat=True)) == [
        "item.created",
        "item.text_saved",
        "item.submitted",
        "item.reviewed",
        "item.secrecy_checked",
        "item.approved",
        "item.published_inside",
        "item.published_outside",
    ]


@pytest.mark.clause("PL-02")
def test_an_item_without_inside_first_is_released_to_both_at_the_same_instant(desk):
    item = desk.published_outside(code="1-1")
    assert item.published_inside_at == item.published_outside_at
    assert item.state == "published_outside"


@pytest.mark.clause("PL-02")
@pytest.mark.parametrize("code", ["1-3", "1-4"])
def test_what_is_not_for_society_never_goes_outside(desk, code):
    item = desk.published_inside(code=code)
    with pytest.raises(NotNow):
        publish_outside(item, by=desk.secretary, now=desk.tick())
    assert Item.objects.get(pk=item.pk).published_outside_at is None


def test_the_checks_may_come_in_either_order(desk):
    item = desk.submitted()
    item = check_secrecy(item, passed=True, by=desk.secrecy, now=desk.tick())
    assert item.state == "submitted"
    item = review(item, passed=True, by=desk.reviewer, now=desk.tick())
    assert item.state == "checked"


@pytest.mark.parametrize("at", ["review", "check_secrecy", "approve", "return_item"])
def test_every_step_can_return_with_a_reason_and_the_next_round_asks_all_anew(desk, at):
    if at in ("review", "check_secrecy"):
        item, by = desk.submitted(), desk.reviewer if at == "review" else desk.secrecy
    elif at == "approve":
        item, by = desk.checked(), desk.approver
    else:
        item, by = desk.approved(), desk.secretary
    verdict = {} if at == "return_item" else {"passed": False}
    item = items.actions[at](item, reason="标题不清楚", by=by, now=desk.tick(), **verdict)
    assert (item.state, item.working_version.state) == ("draft", "draft")
    assert Notice.objects.get(recipient=desk.clerk, title__startswith="已退回").body == "退回原因：标题不清楚"
    item = desk.published_inside(desk.approved(desk.checked(desk.submitted(item))))
    assert item.working_version.round == 2


def test_a_return_without_a_reason_is_refused(desk):
    item = desk.submitted()
    with pytest.raises(ValidationError):
        review(item, passed=False, reason=" ", by=desk.reviewer, now=desk.tick())
    assert item.working_version.decisions.count() == 1


def test_the_next_people_in_line_are_told(desk):
    desk.published_inside(code="1-1", title="支部大会")
    notified = {(row.recipient, row.title) for row in Notice.objects.select_related("recipient")}
    assert notified == {
        (desk.reviewer, "待审核：支部大会"),
        (desk.secrecy, "待保密审查：支部大会"),
        (desk.approver, "待审批：支部大会"),
        (desk.secretary, "待公开：支部大会"),
    }


def test_the_index_number_counts_within_the_organisation_the_entry_and_the_year(desk):
    numbers = [desk.registered(code=code, body="").index_number for code in ("1-1", "1-1", "1-2")]
    assert numbers == ["branch-1-1-2026-0001", "branch-1-1-2026-0002", "branch-1-2-2026-0001"]


def test_an_index_number_after_the_ten_thousandth_goes_on(desk):
    item = desk.registered(body="")
    Item.objects.filter(pk=item.pk).update(index_number="branch-1-1-2026-10000")
    assert desk.registered(body="").index_number == "branch-1-1-2026-10001"


def test_registering_takes_the_plan_from_the_entry(desk):
    committee = make_audience(desk.organization)
    item = desk.registered(code="1-5")
    assert (item.scope, item.limit_kind, list(item.audiences.all())) == ("audience", "immediate", [committee])


def test_the_deadline_names_the_entry_and_never_the_title(desk):
    item = desk.registered(title="某同志的处分", event_on=date(2026, 8, 28))
    assert item.deadline.title == "1-1 学习情况（2026年8月28日）"
    assert item.deadline.due_on == date(2026, 8, 31)
    assert item.deadline.trace["source"]["document"].startswith("《")


@pytest.mark.clause("JG-05")
def test_who_submits_stands_by_the_content_with_the_department(desk):
    item = desk.submitted(department=make_department(desk.organization, "组织科"))
    found = item.working_version.decisions.get(step="submit").evidence
    assert found == {"is_truthful": True, "department": "组织科"}


def test_a_kind_of_limit_that_the_scheme_does_not_know_is_refused():
    desk = Desk("statistics", slug="yueyang")
    with pytest.raises(ValidationError, match="逐段"):
        desk.registered(code=None, scope="party", limit_kind="staged")


def test_a_title_is_one_line_of_printable_characters(desk):
    assert desk.registered(title="　支部\n大会\x00 ", body="").title == "支部 大会"


def test_an_event_in_the_future_is_refused(desk):
    with pytest.raises(ValidationError, match="不能晚于今天"):
        desk.registered(event_on=TODAY + timedelta(days=1))
    assert not Item.objects.exists()


def test_an_entry_of_another_organisations_catalogue_is_refused(desk):
    stranger = Desk("stranger")
    with pytest.raises(ValidationError, match="目录"):
        register_item(
            organization=desk.organization,
            entry=stranger.entry("1-1"),
            title="别家的事",
            event_on=TODAY,
            by=desk.clerk,
            now=desk.tick(),
        )


def test_a_department_of_another_organisation_is_refused(desk):
    department = make_department(make_organization("stranger"))
    with pytest.raises(ValidationError, match="科室"):
        desk.registered(department=department)


@pytest.mark.clause("PL-02")
def test_a_scope_may_be_narrowed_and_never_widened(desk):
    item = desk.registered(code="1-1")
    item = change_plan(item, scope="party", channels=["会议"], by=desk.clerk, now=desk.tick())
    assert item.scope == "party"
    item = desk.registered(code="1-3")
    with pytest.raises(ValidationError, match="只能收窄"):
        change_plan(item, scope="society", by=desk.clerk, now=desk.tick())
    assert Item.objects.get(pk=item.pk).scope == "party"


def test_inside_first_of_the_catalogue_is_not_given_up(desk):
    item = desk.registered(code="1-2")
    with pytest.raises(ValidationError, match="先党内后党外"):
        change_plan(item, inside_first=False, by=desk.clerk, now=desk.tick())


@pytest.mark.parametrize("plan", [{"scope": "individual"}, {"channels": ["文件"]}])
def test_what_the_catalogue_pins_is_not_changed(desk, plan):
    item = desk.registered(code="1-7")
    with pytest.raises(ValidationError, match="不得更改"):
        change_plan(item, by=desk.clerk, now=desk.tick(), **plan)


def test_another_event_day_restarts_the_deadline(desk):
    item = desk.registered(event_on=date(2026, 8, 28))
    item = change_plan(item, event_on=date(2026, 8, 27), by=desk.clerk, now=desk.tick())
    item.deadline.refresh_from_db()
    assert (item.deadline.due_on, item.deadline.title) == (date(2026, 8, 28), "1-1 学习情况（2026年8月27日）")


def test_the_plan_is_closed_once_submitted(desk):
    item = desk.submitted()
    with pytest.raises(NotNow):
        change_plan(item, scope="party", by=desk.clerk, now=desk.tick())


def test_saving_over_another_persons_text_is_refused_and_loses_neither(desk):
    item = desk.registered(body="<p>旧</p>")
    seen = item.working_version.saved_at
    save_text(item, title="甲", body="<p>甲的正文</p>", by=desk.secretary, now=desk.tick(), seen_saved_at=seen)
    with pytest.raises(EditConflict) as conflict:
        save_text(item, title="乙", body="<p>乙的正文</p>", by=desk.clerk, now=desk.tick(), seen_saved_at=seen)
    assert (conflict.value.title, conflict.value.saved.title) == ("乙", "甲")
    assert conflict.value.saved.saved_by == desk.secretary
    assert Item.objects.get(pk=item.pk).working_version.body == "<p>甲的正文</p>"


def test_saving_the_same_text_again_writes_nothing(desk):
    item = desk.registered()
    events = Event.objects.count()
    again = save_text(item, title=item.title, body=item.working_version.body, by=desk.clerk, now=desk.tick())
    assert again.working_version.saved_at == item.working_version.saved_at
    assert Event.objects.count() == events


@pytest.mark.clause("JG-06")
def test_a_collective_approval_needs_the_meeting_and_its_minutes(desk):
    item = desk.checked(approval_route="collective")
    with pytest.raises(Blocked) as blocked:
        approve(item, passed=True, by=desk.approver, now=desk.tick())
    assert [row.code for row in blocked.value.blockers] == ["no_meeting_on", "no_minutes_number"]
    meeting = {"meeting_on": TODAY, "minutes_number": "支委会〔2026〕9号"}
    item = approve(item, passed=True, by=desk.approver, now=desk.tick(), **meeting)
    recorded = item.working_version.decisions.get(step="approve").evidence
    assert recorded == {"route": "collective", "meeting_on": "2026-09-01", "minutes_number": "支委会〔2026〕9号"}


@pytest.mark.clause("JG-06")
def test_a_superiors_approval_is_given_from_above_alone():
    county = make_organization("county")
    leader = make_holder(county, "approver")
    desk = Desk(superior=county)
    item = desk.checked(approval_route="superior")
    assert item in Item.objects.on_desk_of(leader, TODAY)
    assert Notice.objects.filter(recipient=leader, title__startswith="待上级审批").exists()
    with pytest.raises(PermissionDenied):
        approve(item, passed=True, by=desk.approver, now=desk.tick())
    item = approve(item, passed=True, by=leader, now=desk.tick())
    assert item.state == "approved"


@pytest.mark.clause("JG-06")
def test_without_a_superior_in_the_portal_its_written_reply_is_recorded(desk):
    item = desk.checked(approval_route="superior")
    with pytest.raises(Blocked):
        approve(item, passed=True, by=desk.approver, now=desk.tick())
    reply = {"reply_on": TODAY, "reply_number": "市直工委〔2026〕3号"}
    item = approve(item, passed=True, by=desk.approver, now=desk.tick(), **reply)
    assert item.working_version.decisions.get(step="approve").evidence["reply_number"] == "市直工委〔2026〕3号"


@pytest.mark.clause("LK-05")
def test_the_publication_that_reaches_the_whole_scope_closes_the_deadline_on_its_local_day(desk):
    item = desk.approved(code="1-2")
    item = publish_inside(item, by=desk.secretary, now=noon(date(2026, 9, 2)))
    assert item.deadline.pk and Item.objects.get(pk=item.pk).deadline.closed_on is None
    item = publish_outside(item, by=desk.secretary, now=noon(date(2026, 9, 5)))
    assert Item.objects.get(pk=item.pk).deadline.closed_on == date(2026, 9, 5)


@pytest.mark.clause("LK-01")
@pytest.mark.parametrize("stage", ["registered", "submitted", "checked", "approved"])
def test_what_is_not_disclosed_by_its_day_is_late_however_far_it_has_come(desk, stage):
    deadline = getattr(desk, stage)(code="1-1").deadline
    assert not Deadline.objects.overdue(deadline.due_on).exists()
    assert Deadline.objects.overdue(deadline.due_on + timedelta(days=1)).get() == deadline


@pytest.mark.clause("LK-01")
def test_sending_an_item_back_stops_no_clock(desk):
    item = desk.submitted(code="1-1")
    due_on = item.deadline.due_on
    item = review(item, passed=False, reason="补充依据", by=desk.reviewer, now=desk.tick())
    assert item.state == "draft"
    assert Deadline.objects.overdue(due_on + timedelta(days=1)).get() == item.deadline


def test_a_correction_goes_through_every_check_while_the_old_text_stays(desk):
    item = desk.published_outside(code="1-1", title="原标题")
    inside_at = item.published_inside_at
    item = desk.corrected(item)
    assert (item.title, item.published_version.number, item.state) == ("原标题", 1, "published_outside")
    item = publish_correction(item, by=desk.secretary, now=desk.tick())
    item = Item.objects.get(pk=item.pk)
    assert (item.title, item.published_version.number) == ("更正后的标题", 2)
    assert (item.published_version.state, item.versions.get(number=1).state) == ("released", "superseded")
    assert item.published_inside_at == item.published_outside_at == inside_at
    assert item.published_version.correction_note == "数字有误"


def test_a_correction_returned_leaves_what_is_published_untouched(desk):
    item = desk.published_outside(code="1-1")
    item = start_correction(item, note="数字有误", by=desk.clerk, now=desk.tick())
    item = desk.submitted(item)
    item = review(item, passed=False, reason="还不对", by=desk.reviewer, now=desk.tick())
    assert (item.state, item.working_version.state, item.published_version.number) == ("published_outside", "draft", 1)


def test_a_correction_given_up_can_be_begun_again(desk):
    item = desk.published_outside(code="1-1")
    item = start_correction(item, note="一", by=desk.clerk, now=desk.tick())
    item = review(desk.submitted(item), passed=False, reason="不必", by=desk.reviewer, now=desk.tick())
    item = drop_correction(item, by=desk.clerk, now=desk.tick())
    assert item.working_version == item.published_version
    item = start_correction(item, note="二", by=desk.clerk, now=desk.tick())
    assert item.working_version.number == 3


def test_a_second_correction_supersedes_the_first(desk):
    item = publish_correction(desk.corrected(desk.released()), by=desk.secretary, now=desk.tick())
    item = publish_correction(desk.corrected(item, title="再更正"), by=desk.secretary, now=desk.tick())
    assert list(item.versions.order_by("number").values_list("state", flat=True)) == [
        "superseded",
        "superseded",
        "released",
    ]


def test_an_item_under_correction_does_not_go_outside_with_the_wrong_text(desk):
    item = desk.published_inside(code="1-2")
    item = start_correction(item, note="数字有误", by=desk.clerk, now=desk.tick())
    with pytest.raises(Blocked) as blocked:
        publish_outside(item, by=desk.secretary, now=desk.tick())
    assert "correcting" in {row.code for row in blocked.value.blockers}


def test_a_withdrawal_needs_a_second_person_and_takes_effect_at_once(desk):
    item = desk.published_outside(code="1-1")
    item = ask_withdrawal(item, reason="内容有误", by=desk.secretary, now=desk.tick())
    with pytest.raises(PermissionDenied, match="另一人"):
        confirm_withdrawal(item, by=desk.secretary, now=desk.tick())
    assert indexed(item)
    item = confirm_withdrawal(item, by=desk.approver, now=desk.tick())
    assert item.state == "withdrawn" and not indexed(item)
    assert not Item.objects.visible_to(desk.clerk, TODAY).exists()


def test_a_withdrawal_refused_can_be_asked_again(desk):
    item = desk.released()
    item = ask_withdrawal(item, reason="一", by=desk.clerk, now=desk.tick())
    item = refuse_withdrawal(item, reason="没有错", by=desk.secretary, now=desk.tick())
    assert item.withdrawal_asked_at is None and item.state == "published_outside"
    item = ask_withdrawal(item, reason="二", by=desk.clerk, now=desk.tick())
    item = confirm_withdrawal(item, by=desk.secretary, now=desk.tick())
    assert item.state == "withdrawn"


@pytest.mark.clause("YY-06")
def test_the_display_ends_the_day_after_its_last_day_and_only_once(desk):
    until = TODAY + timedelta(days=10)
    item = desk.released(code="1-1", display_until=until)
    day_after = until + timedelta(days=1)
    assert end_due_displays(on=until, now=noon(until)) == 0
    assert end_due_displays(on=day_after, now=noon(day_after)) == 1
    assert end_due_displays(on=day_after, now=noon(day_after)) == 0
    item = Item.objects.get(pk=item.pk)
    assert item.state == "display_ended"
    item = archive(item, by=desk.secretary, now=desk.tick()).item
    assert item.state == "archived" and item.archived_at


@pytest.mark.clause("LK-08")
def test_what_is_archived_keeps_its_number_its_texts_and_its_record(desk):
    item = desk.published_outside(code="1-1", title="原标题")
    item = publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    item = end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
    item = archive(item, by=desk.secretary, now=desk.tick()).item
    assert item.index_number == "branch-1-1-2026-0001"
    assert list(item.versions.order_by("number").values_list("title", flat=True)) == ["原标题", "更正后的标题"]
    steps = item.published_version.decisions.order_by("pk").values_list("step", flat=True)
    assert list(steps)[-2:] == ["end_display", "archive"]
    assert indexed(item)
    assert item in Item.objects.visible_to(make_member(desk.reviewer, desk.organization).person, TODAY)


@pytest.mark.clause("PL-10")
def test_the_display_takes_the_longest_allowed_when_nobody_set_its_end():
    desk = Desk(slug="pingluo")
    item = desk.published_outside(code="1-2")
    assert item.display_until == TODAY + timedelta(days=15)
    with pytest.raises(Blocked, match="7至15天"):
        set_display_until(item, display_until=TODAY + timedelta(days=16), by=desk.secretary, now=desk.tick())
    with pytest.raises(Blocked, match="至少7天"):
        end_display(item, by=desk.secretary, reason="已经展示够了", now=desk.tick())
