"""A row is closed when the document's demand is met, and not before: whole scope, listed channel, everyone named."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.directory.tests.factories import branch
from catalog.items.actions.display import release_due, set_outside_after
from catalog.items.actions.hiding import hide, show_again
from catalog.items.actions.publishing import (
    drop_correction,
    end_display,
    publish_correction,
    publish_inside,
    publish_outside,
    start_correction,
)
from catalog.items.channels.actions import add_evidence, confirm_channel, record_channel
from catalog.items.channels.deliveries import record_delivery
from catalog.items.models import Item
from catalog.items.tests.factories import TODAY, Desk
from disclosure.deadlines.models import Deadline
from disclosure.organizations.tests.factories import noon
from disclosure.workflow.kit import Blocked

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
COMMON = ["会议", "文件", "网站", "新闻媒体"]
LISTED = {"qijiang": ["会议", "文件", "党务公开栏", "党建网站"], "jiguan": ["公开栏", "互联网", "媒体"]}


def desk_of(slug, **fields) -> Desk:
    """One entry, as the document of the scheme has its like."""
    words = {"scope_words": ["社会"], "inside_first": True, "channels": LISTED.get(slug, COMMON), **fields}
    return Desk(slug=slug, entries=[branch("1", "决议情况", [branch("1-1", "职责分工", **words)])])


def owed(item) -> Deadline:
    return Item.objects.select_related("deadline").get(pk=item.pk).deadline


def state_of(item) -> tuple[str, date | None]:
    row = owed(item)
    return row.closed_as, row.closed_on


def held(desk, item, on, channel="会议", evidence=False):
    """The meeting recorded by the clerk and confirmed by another, both now."""
    record = item.channel_records.get(channel=channel)
    values = {"from_on": on, "place": "二楼会议室", "attendance": 18}
    record = record_channel(record, by=desk.clerk, now=desk.tick(), **values)
    if evidence:
        sheet = SimpleUploadedFile("签到表.txt", "签到表：实到18人。".encode())
        add_evidence(record, upload=sheet, by=desk.clerk, now=desk.tick())
    return confirm_channel(record, by=desk.secretary, now=desk.tick())


@pytest.mark.clause("LK-13")
@pytest.mark.clause("LK-16")
@pytest.mark.parametrize("slug", ["longkou", "pingluo", "qijiang"])
def test_what_is_owed_to_society_stays_open_until_society_reads_it(slug):
    desk = desk_of(slug, limit_kind="fixed", limit_words="固定")
    item = desk.published_inside(desk.approved())
    assert state_of(item) == ("", None)
    desk.now += timedelta(days=2)
    item = publish_outside(item, by=desk.secretary, now=desk.tick())
    assert state_of(item) == ("done", date(2026, 9, 3))
    assert Item.objects.get(pk=item.pk).met_on == date(2026, 9, 3)


@pytest.mark.clause("LK-16")
def test_an_interval_that_carries_it_past_its_day_is_refused_before_and_after_the_stage_inside():
    desk = desk_of("longkou")  # registered on Tuesday 1 September, due on Wednesday the 2nd
    item = desk.approved(outside_after_days=365)
    with pytest.raises(Blocked, match="超过了应公开的2026年9月2日"):
        publish_inside(item, by=desk.secretary, now=desk.tick())
    item = desk.published_inside(desk.approved(outside_after_days=1))
    with pytest.raises(Blocked, match="超过了应公开的2026年9月2日"):
        set_outside_after(item, outside_after_days=2, by=desk.secretary, now=desk.tick())
    assert release_due(on=date(2026, 9, 2), now=noon(date(2026, 9, 2))) == 1
    assert state_of(item) == ("done", date(2026, 9, 2))


@pytest.mark.clause("YY-07", "YY-17")
@pytest.mark.clause("LK-02")
def test_where_party_first_is_the_scope_itself_the_stage_outside_has_a_row_of_its_own():
    fields = {"scope_words": ["先党内后党外"], "channels": ["会议", "文件", "内网"]}
    desk = desk_of("yueyang", limit_kind="periodic", limit_words="定期", **fields)
    item = desk.published_inside(desk.approved())
    assert state_of(item) == ("done", TODAY)
    row = Item.objects.get(pk=item.pk).outside_deadline
    # Five working days after Tuesday 1 September.
    assert (row.kind, row.due_on, row.closed_on) == ("outside", date(2026, 9, 8), None)
    assert row.trace["source"]["preset"]
    desk.now += timedelta(days=2)
    publish_outside(item, by=desk.secretary, now=desk.tick())
    row.refresh_from_db()
    assert (row.closed_as, row.closed_on) == ("done", date(2026, 9, 3))
    assert state_of(item) == ("done", TODAY)


def test_what_was_confirmed_is_read_once_however_many_rows_wait_for_it():
    desk = desk_of("yueyang", scope_words=["先党内后党外"], channels=["会议"])
    item = desk.published_inside(desk.approved())
    with CaptureQueriesContext(connection) as queries:
        publish_outside(item, by=desk.secretary, now=desk.tick())
    assert state_of(item) == ("", None) and not Item.objects.get(pk=item.pk).outside_deadline.is_overdue(TODAY)
    assert len([each for each in queries if '"confirmed_at" IS NOT NULL' in each["sql"]]) == 1


@pytest.mark.clause("LK-09")
def test_where_only_a_meeting_is_listed_the_row_waits_for_the_meeting_and_its_confirmation():
    desk = desk_of("yueyang", scope="party", scope_words=["党内"], inside_first=False, channels=["会议"])
    item = desk.published_inside(desk.approved())
    record = item.channel_records.get(channel="会议")
    assert state_of(item) == ("", None)
    values = {"from_on": TODAY, "place": "二楼会议室", "attendance": 18}
    record = record_channel(record, by=desk.clerk, now=desk.tick(), **values)
    assert state_of(item) == ("", None)
    confirm_channel(record, by=desk.secretary, now=desk.tick())
    assert state_of(item) == ("done", TODAY)


@pytest.mark.clause("LK-09")
@pytest.mark.parametrize(("evidence", "day"), [(False, date(2026, 9, 14)), (True, date(2026, 9, 2))])
def test_a_meeting_recorded_late_counts_by_its_earlier_day_only_with_evidence(evidence, day):
    desk = desk_of("yueyang", scope="party", scope_words=["党内"], inside_first=False, channels=["会议"])
    item = desk.published_inside(desk.approved())
    desk.now = noon(date(2026, 9, 14))
    held(desk, item, date(2026, 9, 2), evidence=evidence)
    assert owed(item).due_on == date(2026, 9, 2)
    assert state_of(item) == ("done", day)


@pytest.mark.clause("LK-09")
def test_a_channel_that_the_entry_does_not_list_does_not_serve():
    desk = desk_of("longkou", scope="party", scope_words=["全体党员"], inside_first=False, channels=["会议"])
    item = desk.published_inside(desk.approved(channels=["会议", "文件", "局域网"]))
    held(desk, item, TODAY, channel="文件")
    assert state_of(item) == ("", None)
    held(desk, item, TODAY)
    assert state_of(item) == ("done", TODAY)


@pytest.mark.clause("LK-09")
def test_what_nobody_has_confirmed_counts_at_no_later_step_either():
    desk = desk_of("longkou", channels=["会议", "新闻媒体"])
    item = desk.published_inside(desk.approved())
    item = publish_outside(item, by=desk.secretary, now=desk.tick())
    given = {"from_on": TODAY, "place": "二楼会议室", "attendance": 18}
    meeting = record_channel(item.channel_records.get(channel="会议"), by=desk.clerk, now=desk.tick(), **given)
    held(desk, item, TODAY, channel="新闻媒体")
    assert state_of(item) == ("", None)
    confirm_channel(meeting, by=desk.secretary, now=desk.tick())
    assert state_of(item) == ("done", TODAY)


@pytest.mark.clause("QJ-07")
def test_named_people_are_all_told_before_it_counts():
    desk = desk_of("qijiang", scope="individual", scope_words=["个人"], inside_first=False, channels=["面谈"])
    item = desk.approved(recipients=[desk.reviewer, desk.secrecy])
    item = desk.published_inside(item)
    first, second = item.deliveries.order_by("pk")
    told = {"channel": "面谈", "told_on": TODAY}
    record_delivery(first, by=desk.clerk, now=desk.tick(), **told)
    assert state_of(item) == ("", None)
    record_delivery(second, by=desk.clerk, now=desk.tick(), **told)
    assert state_of(item) == ("done", TODAY)


@pytest.mark.clause("LK-13")
def test_what_is_withdrawn_is_owed_again_by_the_same_day():
    desk = desk_of("longkou", limit_kind="fixed", limit_words="固定")
    item = desk.released()
    due_on = owed(item).due_on
    assert state_of(item) == ("done", TODAY)
    item = desk.withdrawn(item)
    assert (owed(item).due_on, *state_of(item)) == (due_on, "", None)
    assert Item.objects.get(pk=item.pk).met_on is None


@pytest.mark.clause("LK-13")
@pytest.mark.clause("LK-16")
@pytest.mark.parametrize("code", ["1-1", None])
def test_what_was_withdrawn_is_made_good_by_another_item_of_the_same_day_in_the_same_row(code):
    desk = desk_of("longkou")
    plan = (
        {"code": code} if code else {"code": None, "scope": "society", "limit_kind": "immediate", "work_plan": "方案"}
    )
    fields = {**plan, "channels": ["网站"], "channels_reason": "不印发"}
    item = desk.released_from(desk.registered(**fields))
    row = owed(item)
    desk.withdrawn(item)
    desk.now = noon(date(2026, 9, 7))
    other = desk.registered(**fields, event_on=date(2026, 9, 3))
    assert other.deadline_id != row.pk
    again = desk.registered(**fields, event_on=TODAY)
    assert (again.deadline_id, owed(item)) == (row.pk, None)
    desk.released_from(again)
    row.refresh_from_db()
    assert (row.due_on, row.closed_as, row.closed_on) == (date(2026, 9, 2), "done", date(2026, 9, 7))


@pytest.mark.clause("LK-13")
def test_what_is_displayed_without_end_is_not_taken_down_by_a_button():
    desk = desk_of("longkou", limit_kind="fixed", limit_words="固定")
    with pytest.raises(Blocked, match="长期公开，不能结束展示"):
        end_display(desk.released(), reason="不想展示了", by=desk.secretary, now=desk.tick())


@pytest.mark.parametrize(("slug", "fields", "route"), [
    ("yueyang", {}, "collective"),
    ("jiguan", {"is_important": True}, "collective"),
    ("longkou", {"code": None, "scope": "party", "limit_kind": "immediate", "work_plan": "公开方案"}, "collective"),
])  # fmt: skip
@pytest.mark.clause("YY-09")
@pytest.mark.clause("JG-06")
@pytest.mark.clause("LK-06")
def test_the_route_that_the_document_fixes_is_set_and_the_leader_alone_is_refused(slug, fields, route):
    desk = desk_of(slug)
    assert desk.registered(**fields).approval_route == route
    with pytest.raises(Blocked, match="要集体研究决定"):
        desk.submitted(approval_route="leader", **fields)
    item = desk.checked(**fields)
    with pytest.raises(Blocked, match="还要填写会议"):
        desk.approved(item, minutes_number="")


@pytest.mark.clause("YY-09")
def test_a_group_that_was_asked_one_by_one_gives_the_number_of_the_paper_that_went_round():
    desk = desk_of("yueyang", scope_words=["先党内后党外"])
    with pytest.raises(Blocked, match="会议纪要编号或传批件编号"):
        desk.approved(minutes_number="")


@pytest.mark.clause("LK-13")
@pytest.mark.parametrize("slug", ["longkou", "yueyang", "jiguan"])
def test_the_revision_of_a_fixed_matter_has_a_row_of_its_own(slug):
    words = {"scope": "party", "scope_words": ["党内"], "inside_first": False, "channels": ["会议", "文件"]}
    desk = desk_of(slug, limit_kind="fixed", limit_words="长期", **words)
    item = desk.published_inside(desk.approved())
    desk.now = noon(date(2026, 9, 28))
    given = {"note": "分工调整", "revised_on": date(2026, 9, 25), "by": desk.clerk}
    with pytest.raises(ValidationError, match="不能晚于今天"):
        start_correction(item, now=desk.tick(), **{**given, "revised_on": date(2026, 9, 29)})
    with pytest.raises(ValidationError, match="不能早于事项日期"):
        start_correction(item, now=desk.tick(), **{**given, "revised_on": item.event_on - timedelta(days=1)})
    item = start_correction(item, now=desk.tick(), **given)
    row = item.revision_deadline
    # Friday 25 September is the Mid-Autumn holiday: 28, 29, 30 September, 8 and 9 October.
    assert (row.kind, row.due_on, row.closed_on) == ("item", date(2026, 10, 9), None)
    with pytest.raises(ValidationError, match="写明原因"):
        drop_correction(item, by=desk.clerk, now=desk.tick())
    item = desk.approved(desk.checked(desk.submitted(item)))
    desk.now = noon(date(2026, 10, 10))
    publish_correction(item, by=desk.secretary, now=desk.tick())
    row.refresh_from_db()
    assert (row.closed_as, row.closed_on, row.was_late()) == ("done", date(2026, 10, 10), True)


@pytest.mark.clause("LK-13")
def test_a_revision_published_while_nobody_may_read_it_is_owed_until_it_is_shown_again():
    desk = desk_of("longkou", limit_kind="fixed", limit_words="固定")
    given = {"note": "分工调整", "revised_on": TODAY, "by": desk.clerk}
    item = start_correction(desk.released(), now=desk.tick(), **given)
    hide(item, reason="误登了电话", by=desk.secretary, now=desk.tick())
    item = desk.approved(desk.checked(desk.submitted(item)))
    item = publish_correction(item, by=desk.secretary, now=desk.tick())
    row = Deadline.objects.get(revised_item=item)
    assert row.closed_on is None
    desk.now = noon(date(2026, 9, 28))
    show_again(item, reason="已经改好", by=desk.approver, now=desk.tick())
    row.refresh_from_db()
    assert (row.closed_as, row.closed_on) == ("done", date(2026, 9, 28))


@pytest.mark.clause("LK-13")
def test_an_older_text_that_is_shown_again_does_not_meet_the_revision():
    desk = desk_of("longkou", limit_kind="fixed", limit_words="固定")
    given = {"note": "分工调整", "revised_on": TODAY, "by": desk.clerk}
    item = start_correction(desk.released(), now=desk.tick(), **given)
    hide(item, reason="误登了电话", by=desk.secretary, now=desk.tick())
    show_again(item, reason="没有登电话", by=desk.approver, now=desk.tick())
    assert Deadline.objects.get(revised_item=item).closed_on is None


@pytest.mark.clause("LK-13")
def test_a_revision_that_was_none_is_given_up_with_a_reason_and_a_mere_correction_owes_no_day():
    desk = desk_of("longkou", limit_kind="fixed", limit_words="固定")
    item = start_correction(desk.released(), note="分工调整", revised_on=TODAY, by=desk.clerk, now=desk.tick())
    row = item.revision_deadline
    item = drop_correction(item, reason="会议没有通过", by=desk.clerk, now=desk.tick())
    row.refresh_from_db()
    assert row.closed_as == "ended"
    item = start_correction(item, note="错字", by=desk.clerk, now=desk.tick())
    assert not Deadline.objects.open().filter(revised_item=item).exists()
    other = desk_of_immediate()
    with pytest.raises(ValidationError, match="另外登记一件"):
        start_correction(other.released(), note="改", revised_on=TODAY, by=other.clerk, now=other.tick())


def desk_of_immediate() -> Desk:
    return Desk("other", entries=[branch("1", "决议情况", [branch("1-1", "职责分工", channels=["网站"])])])
