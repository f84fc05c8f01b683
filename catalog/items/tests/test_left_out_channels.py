"""A listed form is left out, or given up, only with a reason that a second person sees, and never the last that serves a side
(LK-09)."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.archive.package.planned import registered
from catalog.directory.tests.factories import branch
from catalog.items.actions.checking import submit
from catalog.items.actions.writing import change_plan
from catalog.items.channels.actions import confirm_drop, drop_channel, record_channel, refuse_drop
from catalog.items.channels.models import ChannelRecord
from catalog.items.tests.factories import TODAY, Desk
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of
from disclosure.workflow.kit import Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
WHY = "本月不开会"


def desk_of(slug="longkou", channels=("会议", "文件", "网站"), **fields) -> Desk:
    words = {"channels": list(channels), **fields}
    return Desk(slug=slug, entries=[branch("1", "决议情况", [branch("1-1", "职责分工", **words)])])


def inside(slug, channels) -> Desk:
    return desk_of(slug, channels, scope="party", scope_words=["党内"], inside_first=False)


def record_of(item, channel) -> ChannelRecord:
    return ChannelRecord.objects.get(item=item, channel=channel)


@pytest.mark.clause("LK-09")
def test_a_listed_form_is_left_out_of_the_plan_only_for_a_reason_that_the_approver_sees():
    desk = desk_of()
    item = desk.registered(channels=["文件", "网站"])
    with pytest.raises(Blocked, match="目录列明的“会议”没有采用，请写明原因"):
        submit(item, by=desk.clerk, now=desk.tick())
    item = change_plan(item, channels_reason=WHY, by=desk.clerk, now=desk.tick())
    item = desk.checked(desk.submitted(item))
    for person in (desk.reviewer, desk.approver):
        page = client_of(person).get(item.staff_url).content.decode()
        assert f"目录列明的“会议”没有采用。原因：{WHY}" in page
    item = desk.published_outside(desk.approved(item))
    assert WHY in registered(item).content.decode()
    assert WHY not in client_of(desk.clerk).get(f"/i/{item.pk}/").content.decode()


@pytest.mark.clause("LK-09")
def test_what_cannot_be_used_in_a_narrower_scope_is_not_left_out():
    desk = desk_of("qijiang", ["会议", "党务公开栏"])
    assert desk.submitted(scope="party", inside_first=False, channels=["会议"]).state == "submitted"


@pytest.mark.clause("LK-09")
@pytest.mark.parametrize(("slug", "listed", "planned", "words"), [
    ("yueyang", ["会议"], ["文件"], "在党内公开至少要用一种形式：会议"),
    ("qijiang", ["会议", "文件"], [], "在党内公开至少要用一种形式：会议、文件"),
])  # fmt: skip
def test_a_plan_that_leaves_a_side_without_any_listed_form_is_not_submitted(slug, listed, planned, words):
    desk = inside(slug, listed)
    with pytest.raises(Blocked, match=words):
        desk.submitted(channels=planned, channels_reason=WHY)


@pytest.mark.clause("LK-10")
def test_toward_society_too_one_of_those_that_serve_it_must_be_planned():
    desk = desk_of("longkou", ["会议", "新闻媒体"], inside_first=True, scope_words=["社会"])
    with pytest.raises(Blocked, match="向社会公开至少要用一种形式：新闻媒体"):
        desk.submitted(channels=["会议"], channels_reason=WHY)
    assert desk.submitted(channels=["会议", "新闻媒体"]).state == "submitted"


@pytest.mark.clause("LK-09")
def test_the_portal_serves_a_side_where_it_is_listed():
    desk = inside("longkou", ["会议", "网站"])
    assert desk.submitted(channels=["网站"], channels_reason=WHY).state == "submitted"


@pytest.mark.clause("LK-09")
def test_the_last_form_of_a_side_is_not_given_up():
    desk = inside("yueyang", ["会议", "文件"])
    item = desk.published_inside(desk.approved())
    first, last = record_of(item, "会议"), record_of(item, "文件")
    drop_channel(first, reason=WHY, by=desk.secretary, now=desk.tick())
    confirm_drop(first, by=desk.approver, now=desk.tick())
    with pytest.raises(Blocked, match="在党内公开只剩“文件”这一种形式，不能取消"):
        drop_channel(last, reason=WHY, by=desk.secretary, now=desk.tick())


@pytest.mark.clause("LK-09")
def test_two_that_are_asked_for_at_once_are_not_both_given_up():
    desk = inside("yueyang", ["会议", "文件"])
    item = desk.published_inside(desk.approved())
    rows = [record_of(item, "会议"), record_of(item, "文件")]
    for row in rows:
        drop_channel(row, reason=WHY, by=desk.secretary, now=desk.tick())
    confirm_drop(rows[0], by=desk.approver, now=desk.tick())
    with pytest.raises(Blocked, match="只剩“文件”"):
        confirm_drop(rows[1], by=desk.approver, now=desk.tick())


@pytest.mark.clause("LK-09")
def test_a_listed_form_is_given_up_by_two_people_and_another_by_who_publishes_alone():
    desk = inside("longkou", ["会议", "文件", "局域网"])
    item = desk.published_inside(desk.approved(channels=["会议", "文件", "局域网", "简报"]))
    other, listed = record_of(item, "简报"), record_of(item, "会议")
    assert drop_channel(other, reason=WHY, by=desk.secretary, now=desk.tick()).dropped_at
    row = drop_channel(listed, reason=WHY, by=desk.secretary, now=desk.tick())
    assert (row.dropped_at, row.deadline.closed_on, row.drop_asked_by) == (None, None, desk.secretary)
    told = Notice.objects.get(title__startswith="申请取消，请决定")
    assert told.recipient == desk.approver and "会议" in told.title and item.title not in told.title
    with pytest.raises(NotNow, match="已经申请取消"):
        drop_channel(row, reason=WHY, by=desk.secretary, now=desk.tick())
    with pytest.raises(PermissionDenied):
        confirm_drop(row, by=desk.secretary, now=desk.tick())
    page = client_of(desk.approver).get(item.staff_url).content.decode()
    assert "申请取消，等另一个人决定" in page and WHY in page and "同意取消" in page
    row = confirm_drop(row, by=desk.approver, now=desk.tick())
    row.deadline.refresh_from_db()
    assert row.dropped_at and row.dropped_reason == WHY and row.deadline.closed_as == "ended"


@pytest.mark.clause("LK-09")
def test_refused_or_carried_out_after_all_it_is_owed_as_before():
    desk = inside("longkou", ["会议", "文件", "局域网"])
    item = desk.published_inside(desk.approved())
    row = drop_channel(record_of(item, "会议"), reason=WHY, by=desk.secretary, now=desk.tick())
    row = refuse_drop(row, by=desk.approver, now=desk.tick())
    assert (row.drop_asked_at, row.dropped_reason, row.deadline.closed_on) == (None, "", None)
    row = drop_channel(row, reason=WHY, by=desk.secretary, now=desk.tick())
    row = record_channel(row, from_on=TODAY, place="二楼", attendance=18, by=desk.clerk, now=desk.tick())
    assert (row.drop_asked_at, row.is_done) == (None, True)
    with pytest.raises(NotNow, match="没有人申请取消"):
        confirm_drop(row, by=desk.approver, now=desk.tick())
