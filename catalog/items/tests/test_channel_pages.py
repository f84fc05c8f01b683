"""Forms carried out, as people do it: the panel on the workbench, its small forms, the evidence, the reader's page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.directory.tests.factories import branch
from catalog.items.channels.actions import readable_evidence
from catalog.items.channels.models import Carrier, ChannelRecord, Evidence
from catalog.items.tests.factories import Desk
from disclosure.organizations.tests.factories import client_of, make_holder, make_member, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.portable, pytest.mark.clause("LK-09")]
TEXT = "2026年9月1日党员大会签到表，应到20人，实到18人。".encode()
ENTRIES = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "学习情况", channels=["网站", "会议", "公开栏"]),
            branch("1-3", "党费收缴", scope="party", scope_words=["党内"], channels=["会议", "局域网"]),
        ],
    )
]


@pytest.fixture
def desk():
    return Desk(entries=ENTRIES, on=timezone.localdate())


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path


def released(desk, **fields):
    return desk.released(event_on=timezone.localdate(), **fields)


def record_of(item, form) -> ChannelRecord:
    return ChannelRecord.objects.get(item=item, channel=form)


def workbench(person, item) -> str:
    return client_of(person).get(f"/admin/catalog/item/{item.pk}/change/").content.decode()


def post(person, record, word, data=None):
    fields = {f"{word}-{record.pk}-{name}": value for name, value in (data or {}).items()}
    return client_of(person).post(
        f"/admin/catalog/item/{record.item_id}/channels/{record.pk}/{word}/", fields, follow=True
    )


def meeting(**changes):
    today = timezone.localdate().isoformat()
    return {"from_on": today, "place": "二楼会议室", "attendance": "18", "expected": "20", **changes}


def a_sheet(name="签到表.txt"):
    return SimpleUploadedFile(name, TEXT)


def test_the_panel_says_of_each_channel_how_far_it_is_and_asks_for_what_it_needs(desk):
    item = released(desk)
    shown = workbench(desk.clerk, item)
    assert "公开形式落实：还有 2 种没有落实" in shown
    assert "已由门户完成" in shown
    assert "待落实，还有 5 个工作日" in shown
    assert "开会日期" in shown and "到会人数" in shown and "从哪一天" in shown
    assert "核实无误" not in shown


def test_a_draft_has_a_plan_and_no_panel(desk):
    assert "公开形式落实" not in workbench(desk.clerk, desk.registered(event_on=timezone.localdate()))


def test_a_meeting_is_recorded_proved_and_confirmed_by_buttons_alone(desk):
    item = released(desk)
    record = record_of(item, "会议")
    assert "等另一个人核实" in post(desk.clerk, record, "record", meeting()).content.decode()
    assert "佐证材料已保存" in post(desk.clerk, record, "evidence", {"upload": a_sheet()}).content.decode()
    shown = workbench(desk.secretary, item)
    assert "已登记，待核实" in shown and "二楼会议室" in shown and "签到表.txt" in shown
    assert "“会议”已核实" in post(desk.secretary, record, "confirm").content.decode()
    assert "已经核实过了" in post(desk.approver, record, "confirm").content.decode()
    record.refresh_from_db()
    assert (record.recorded_by, record.confirmed_by) == (desk.clerk, desk.secretary)
    assert "改登记的内容" not in workbench(desk.clerk, item).partition("公开栏")[0]


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk):
    record = record_of(released(desk), "会议")
    shown = post(desk.clerk, record, "record", meeting(attendance="30", note="扩大会议")).content.decode()
    assert "到会人数不能多于应到人数" in shown
    assert "扩大会议" in shown and "二楼会议室" in shown
    shown = post(desk.clerk, record, "record", meeting(place="")).content.decode()
    assert "请填开会地点" in shown
    record.refresh_from_db()
    assert not record.is_done


def test_the_same_press_twice_is_told_so(desk):
    record = record_of(released(desk), "会议")
    post(desk.clerk, record, "record", meeting())
    assert "已经登记过了，没有改动" in post(desk.clerk, record, "record", meeting()).content.decode()


@pytest.mark.clause("PL-14")
def test_a_board_is_chosen_from_the_own_register(desk):
    own = Carrier.objects.create(organization=desk.organization, kind="board", name="一楼公开栏", place="大门左侧")
    Carrier.objects.create(organization=desk.organization, kind="phone", name="监督电话")
    Carrier.objects.create(organization=desk.organization, kind="board", name="旧公开栏", is_active=False)
    item = released(desk)
    shown = workbench(desk.clerk, item)
    assert "一楼公开栏" in shown
    assert "监督电话</option>" not in shown and "旧公开栏" not in shown
    record = record_of(item, "公开栏")
    post(desk.clerk, record, "record", {"carrier": own.pk, "from_on": timezone.localdate().isoformat()})
    record.refresh_from_db()
    assert record.carrier == own


def test_a_channel_is_given_up_by_who_publishes_with_a_reason(desk):
    item = released(desk)
    record = record_of(item, "公开栏")
    assert "请写明为什么不再采用" in post(desk.secretary, record, "drop", {"reason": ""}).content.decode()
    assert "不再采用“公开栏”" in post(desk.secretary, record, "drop", {"reason": "公开栏拆除"}).content.decode()
    assert "公开栏拆除" in workbench(desk.clerk, item)
    assert "drop/" not in workbench(desk.clerk, item)


def test_evidence_is_served_to_the_own_desk_alone(desk):
    item = released(desk)
    record = record_of(item, "会议")
    post(desk.clerk, record, "evidence", {"upload": a_sheet()})
    url = f"/admin/catalog/item/{item.pk}/channels/{record.pk}/evidence/{Evidence.objects.get().pk}/"
    served = client_of(desk.reviewer).get(url)
    assert b"".join(served) == TEXT
    assert served["X-Content-Type-Options"] == "nosniff" and "attachment" in served["Content-Disposition"]
    member = make_person("member")
    make_member(member, desk.organization)
    for person in (make_holder(Desk("other").organization, "secretary", username="stranger"), member):
        assert client_of(person).get(url).status_code != 200
    assert Client().get(url).status_code == 302
    other = record_of(item, "公开栏")
    assert (
        client_of(desk.reviewer).get(url.replace(f"/{record.pk}/evidence", f"/{other.pk}/evidence")).status_code == 404
    )


def test_a_superior_who_may_decide_below_sees_no_evidence_of_it():
    above = Desk("above")
    below = Desk("below", superior=above.organization, entries=ENTRIES, on=timezone.localdate())
    record = record_of(released(below), "会议")
    post(below.clerk, record, "evidence", {"upload": a_sheet()})
    assert not readable_evidence(above.approver, timezone.localdate()).exists()
    assert readable_evidence(below.approver, timezone.localdate()).exists()


def test_readers_see_where_else_it_was_disclosed_and_never_who_came_or_what_proves_it(desk):
    item = released(desk)
    page = item.get_absolute_url()
    assert "还在这些地方公开过" not in Client().get(page).content.decode()
    record = record_of(item, "会议")
    post(desk.clerk, record, "record", meeting(note="请假两人"))
    post(desk.clerk, record, "evidence", {"upload": a_sheet()})
    shown = Client().get(page).content.decode()
    today = timezone.localdate()
    assert "还在这些地方公开过" in shown
    assert "二楼会议室" in shown and f"{today.month}月{today.day}日" in shown
    assert "请假两人" not in shown and "签到表" not in shown and "evidence" not in shown


def test_where_a_party_item_was_told_is_for_its_readers_alone(desk):
    item = released(desk, code="1-3")
    post(desk.clerk, record_of(item, "会议"), "record", meeting())
    member = make_person("member")
    make_member(member, desk.organization)
    assert "二楼会议室" in client_of(member).get(item.get_absolute_url()).content.decode()
    hidden = Client().get(item.get_absolute_url())
    assert hidden.status_code == 404 and "二楼会议室" not in hidden.content.decode()


def test_nobody_posts_to_what_is_not_on_the_own_desk(desk):
    record = record_of(released(desk), "会议")
    stranger = make_holder(Desk("other").organization, "clerk", username="stranger")
    for word in ("record", "evidence", "confirm", "drop"):
        assert post(stranger, record, word, meeting()).status_code == 404
    assert (
        client_of(desk.clerk).get(f"/admin/catalog/item/{record.item_id}/channels/{record.pk}/record/").status_code
        == 405
    )


def test_the_workbench_costs_the_same_however_many_items_there_are(desk, django_assert_max_num_queries):
    first = released(desk)

    def cost() -> int:
        with django_assert_max_num_queries(90) as counted:
            workbench(desk.clerk, first)
        return len(counted)

    alone = cost()
    for _ in range(3):
        released(desk)
    assert cost() == alone


def test_a_late_channel_stands_on_todays_list_by_its_entry_and_channel(desk):
    item = released(desk, title="不该外传的标题")
    record = record_of(item, "会议")
    record.deadline.due_on = timezone.localdate() - timedelta(days=2)
    record.deadline.save()
    watcher = client_of(desk.secretary).get("/admin/").content.decode()
    assert "1-1 学习情况：会议" in watcher
