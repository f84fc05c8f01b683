"""Forms carried out: the portal's own are done by publishing, the others are recorded, proved and confirmed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.directory.models import Entry
from catalog.directory.tests.factories import branch, install
from catalog.items.actions.publishing import publish_outside
from catalog.items.actions.writing import change_plan
from catalog.items.channels.actions import (
    add_evidence,
    confirm_channel,
    confirm_drop,
    drop_channel,
    readable_evidence,
    record_channel,
    remove_evidence,
)
from catalog.items.channels.display import Place, elsewhere
from catalog.items.channels.kinds import BOARD, MEDIUM, MEETING, OTHER, PAPER, PHONE, READING, SCREEN, asked_of
from catalog.items.channels.models import Carrier, ChannelRecord
from catalog.items.tests.factories import TODAY, Desk
from catalog.schemes.tests.scheme_data import SLUGS, scheme
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
SHEET = "签到表：应到20人，实到18人。".encode()
FORMS = ["网站", "会议", "公开栏", "新闻媒体"]
ENTRIES = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "学习情况", channels=FORMS),
            branch("1-2", "支部决议", channels=FORMS, inside_first=True, scope_words=["先党内后党外"]),
            branch("1-3", "党费收缴", scope="party", scope_words=["党内"], channels=["会议", "局域网"]),
        ],
    )
]


@pytest.fixture
def desk():
    return Desk(entries=ENTRIES)


@pytest.fixture
def item(desk):
    return desk.released()


def record_of(item, form) -> ChannelRecord:
    return ChannelRecord.objects.get(item=item, channel=form)


def meeting(desk, record, **changes) -> ChannelRecord:
    values = {"from_on": TODAY, "place": "二楼会议室", "attendance": 18, "expected": 20, **changes}
    return record_channel(record, by=desk.clerk, now=desk.tick(), **values)


def a_sheet(name="签到表.txt", content=SHEET):
    return SimpleUploadedFile(name, content)


@pytest.mark.clause("LK-09")
@pytest.mark.clause("LK-10")
def test_publishing_does_the_portals_own_channels_and_owes_the_others(item):
    records = {row.channel: row for row in ChannelRecord.objects.filter(item=item)}
    assert set(records) == set(FORMS)
    assert records["网站"].is_by_portal and records["网站"].is_done and records["网站"].deadline is None
    for form in ("会议", "公开栏", "新闻媒体"):
        assert not records[form].is_by_portal and not records[form].is_done
        assert records[form].deadline.kind == Deadline.Kind.FORM


@pytest.mark.clause("LK-09")
def test_the_deadline_names_entry_and_channel_and_says_that_its_number_is_preset(item):
    deadline = record_of(item, "会议").deadline
    assert deadline.title == "1-1 学习情况：会议"
    assert item.title not in deadline.title
    assert deadline.due_on == date(2026, 9, 8)
    assert "预设" in str(deadline.trace)


@pytest.mark.clause("LK-10")
def test_outside_channels_of_an_item_that_goes_inside_first_wait_for_society(desk):
    item = desk.published_inside(code="1-2")
    assert record_of(item, "会议").deadline is not None
    assert record_of(item, "新闻媒体").deadline is None
    with pytest.raises(ValidationError, match="等向社会公开以后再登记"):
        record_channel(record_of(item, "新闻媒体"), place="日报", from_on=TODAY, by=desk.clerk, now=desk.tick())
    desk.now += timedelta(days=7)
    publish_outside(item, by=desk.secretary, now=desk.tick())
    assert record_of(item, "新闻媒体").deadline.due_on == date(2026, 9, 15)
    assert record_of(item, "会议").deadline.due_on == date(2026, 9, 8)
    assert ChannelRecord.objects.filter(item=item).count() == len(FORMS)


@pytest.mark.clause("LK-09")
def test_recording_a_meeting_ends_its_deadline_and_asks_another_person_to_confirm(desk, item):
    record = meeting(desk, record_of(item, "会议"))
    assert (record.attendance, record.expected, record.recorded_by) == (18, 20, desk.clerk)
    record.deadline.refresh_from_db()
    assert record.deadline.closed_as == Deadline.ClosedAs.DONE
    notice = Notice.objects.get(recipient=desk.secretary, key=f"channel:{record.pk}:confirm")
    assert item.title not in notice.title
    taken = Event.objects.filter(action="item.channel_carried_out").get()
    assert taken.object_label == item.index_number


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"attendance": 21}, "attendance", "到会人数不能多于应到人数。"),
        ({"attendance": None}, "attendance", "请填到会人数。"),
        ({"place": " "}, "place", "请填开会地点。"),
        ({"from_on": None}, "from_on", "请填开会日期。"),
        ({"from_on": TODAY + timedelta(days=1)}, "from_on", "还没有到"),
        ({"from_on": TODAY - timedelta(days=1)}, "from_on", "不能早于事项日期"),
    ],
)
@pytest.mark.clause("LK-09")
def test_a_meeting_that_cannot_be_is_refused_in_plain_words(desk, item, changes, field, words):
    record = record_of(item, "会议")
    with pytest.raises(ValidationError) as refused:
        meeting(desk, record, **changes)
    assert words in refused.value.message_dict[field][0]
    record.refresh_from_db()
    assert record.recorded_at is None and record.deadline.closed_on is None


@pytest.mark.clause("LK-10")
def test_what_goes_to_everyone_cannot_have_come_before_the_publication(desk):
    item = desk.registered(event_on=TODAY - timedelta(days=3))
    item = desk.released_from(item)
    board = record_of(item, "公开栏")
    with pytest.raises(ValidationError, match="不能早于公开的那一天"):
        record_channel(board, place="大门口", from_on=TODAY - timedelta(days=1), by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="结束日期不能早于开始日期"):
        record_channel(
            board,
            place="大门口",
            from_on=TODAY,
            until_on=TODAY - timedelta(days=1),
            by=desk.clerk,
            now=desk.tick(),
        )
    planned = TODAY + timedelta(days=14)
    record = record_channel(board, place="大门口", from_on=TODAY, until_on=planned, by=desk.clerk, now=desk.tick())
    assert record.until_on == planned
    assert meeting(desk, record_of(item, "会议"), from_on=TODAY - timedelta(days=2)).is_done


@pytest.mark.clause("PL-14")
def test_a_registered_board_says_where_it_is_and_anothers_is_refused(desk, item):
    own = Carrier.objects.create(organization=desk.organization, kind="board", name="一楼公开栏", place="大门左侧")
    foreign = Carrier.objects.create(organization=Desk("other").organization, kind="board", name="别处的栏")
    board = record_of(item, "公开栏")
    with pytest.raises(ValidationError, match="不是本组织登记的"):
        record_channel(board, carrier=foreign, from_on=TODAY, by=desk.clerk, now=desk.tick())
    record_channel(board, carrier=own, from_on=TODAY, by=desk.clerk, now=desk.tick())
    assert elsewhere(item, TODAY) == [Place("公开栏", "9月1日", "一楼公开栏（大门左侧）")]


@pytest.mark.clause("LK-09")
def test_the_same_record_twice_changes_nothing_and_a_mended_one_is_kept_until_confirmed(desk, item):
    record = meeting(desk, record_of(item, "会议"))
    with pytest.raises(ValidationError, match="已经登记过了，没有改动"):
        meeting(desk, record)
    assert meeting(desk, record, attendance=19).attendance == 19
    confirm_channel(record, by=desk.reviewer, now=desk.tick())
    with pytest.raises(ValidationError, match="已经核实过，不能再改"):
        meeting(desk, record, attendance=20)
    assert Event.objects.filter(action="item.channel_changed").count() == 1


@pytest.mark.clause("LK-09")
def test_who_recorded_does_not_confirm_and_nobody_confirms_twice(desk, item):
    record = record_of(item, "会议")
    with pytest.raises(ValidationError, match="还没有登记"):
        confirm_channel(record, by=desk.reviewer, now=desk.tick())
    values = {"from_on": TODAY, "place": "二楼会议室", "attendance": 18}
    record_channel(record, by=desk.secretary, now=desk.tick(), **values)
    with pytest.raises(ValidationError, match="由两个人办理"):
        confirm_channel(record, by=desk.secretary, now=desk.tick())
    with pytest.raises(PermissionDenied):
        confirm_channel(record, by=desk.clerk, now=desk.tick())
    assert confirm_channel(record, by=desk.secrecy, now=desk.tick()).confirmed_by == desk.secrecy
    with pytest.raises(ValidationError, match="已经核实过了"):
        confirm_channel(record, by=desk.approver, now=desk.tick())


def test_nobody_else_records_and_the_portals_own_channel_is_nobodys(desk, item):
    stranger = make_holder(Desk("other").organization, "clerk", username="stranger")
    for person in (desk.reviewer, stranger):
        with pytest.raises(PermissionDenied):
            record_channel(record_of(item, "会议"), from_on=TODAY, by=person, now=desk.tick())
    with pytest.raises(ValidationError, match="由门户完成"):
        record_channel(record_of(item, "网站"), from_on=TODAY, by=desk.clerk, now=desk.tick())


@pytest.mark.clause("LK-09")
def test_a_channel_is_given_up_with_a_reason_by_who_publishes_and_never_once_done(desk, item):
    record = record_of(item, "新闻媒体")
    with pytest.raises(PermissionDenied):
        drop_channel(record, reason="不登了", by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="请写明原因"):
        drop_channel(record, reason=" ", by=desk.secretary, now=desk.tick())
    drop_channel(record, reason="版面已满", by=desk.secretary, now=desk.tick())
    confirm_drop(record, by=desk.approver, now=desk.tick())
    record.refresh_from_db()
    assert record.dropped_reason == "版面已满"
    assert record.deadline.closed_as == Deadline.ClosedAs.ENDED
    with pytest.raises(ValidationError, match="不再采用"):
        drop_channel(record, reason="版面已满", by=desk.secretary, now=desk.tick())
    done = meeting(desk, record_of(item, "会议"))
    with pytest.raises(ValidationError, match="已经落实"):
        drop_channel(done, reason="多余", by=desk.secretary, now=desk.tick())


def test_what_is_withdrawn_is_no_longer_carried_out(desk, item):
    done = meeting(desk, record_of(item, "会议"))
    desk.withdrawn(item)
    board = record_of(item, "公开栏")
    assert board.dropped_at and board.deadline.closed_as == Deadline.ClosedAs.ENDED
    done.refresh_from_db()
    assert done.dropped_at is None and done.is_done
    assert not Deadline.objects.open().filter(kind=Deadline.Kind.FORM).exists()


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path


@pytest.mark.clause("LK-09")
def test_evidence_is_kept_until_someone_vouches_for_it(desk, item, files):
    record = meeting(desk, record_of(item, "会议"))
    photo = add_evidence(record, upload=a_sheet(), by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="已经传过了"):
        add_evidence(record, upload=a_sheet("又一次.txt"), by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="文件是空的"):
        add_evidence(record, upload=a_sheet("空.txt", b""), by=desk.clerk, now=desk.tick())
    remove_evidence(record, evidence=photo, by=desk.clerk, now=desk.tick())
    kept = add_evidence(record, upload=a_sheet(), by=desk.clerk, now=desk.tick())
    confirm_channel(record, by=desk.reviewer, now=desk.tick())
    with pytest.raises(ValidationError, match="已经核实过"):
        remove_evidence(record, evidence=kept, by=desk.clerk, now=desk.tick())
    assert list(readable_evidence(desk.reviewer, TODAY)) == [kept]
    assert not readable_evidence(Desk("other").clerk, TODAY).exists()


@pytest.mark.clause("QJ-08")
@pytest.mark.parametrize("code", ["5-1", "5-2"])
def test_matters_of_appointments_keep_scope_and_channels_from_the_draft_to_the_last_meeting(code):
    desk = Desk(code="town", slug="qijiang")
    desk.catalogue.delete()
    desk.catalogue = install(desk.organization, "qijiang", in_force_from=TODAY, now=desk.tick())
    # The document says 按有关规定 and names none; the keeper of the catalogue has named one.
    Entry.objects.filter(code=code).update(pinned_by="cadres-publicity")
    item = desk.registered(code)
    assert (item.scope, item.channels) == ("party", ["会议", "文件", "简报", "局域网"])
    for change in ({"scope": "individual"}, {"channels": ["会议"]}):
        with pytest.raises(ValidationError, match="不得更改"):
            change_plan(item, by=desk.clerk, now=desk.tick(), **change)
    item = desk.released_from(item)
    assert set(ChannelRecord.objects.filter(item=item).values_list("channel", flat=True)) == set(item.channels)
    assert record_of(item, "局域网").is_done
    with pytest.raises(ValidationError, match="不得更改"):
        drop_channel(record_of(item, "简报"), reason="不出了", by=desk.secretary, now=desk.tick())
    assert confirm_channel(meeting(desk, record_of(item, "会议")), by=desk.approver, now=desk.tick()).confirmed_at


@pytest.mark.clause("LK-09")
@pytest.mark.clause("YY-07")
@pytest.mark.parametrize("slug", SLUGS)
def test_every_channel_of_every_scheme_asks_for_what_shows_that_it_was_done(slug):
    by_hand = [row["name"] for row in scheme(slug)["forms"] if not row["portal"]]
    vague = [name for name in by_hand if asked_of(name) is OTHER]
    assert set(vague) <= {"问询", "电子信箱", "面谈", "电子邮件", "面对面对话", "民生热线"}
    assert all(asked_of(name).required for name in by_hand)


def test_a_channel_is_known_by_its_name():
    known = {
        "情况通报会议": MEETING, "民情访谈会": MEETING, "评议": MEETING, "文件查阅处": READING, "文件": PAPER,
        "党务公开栏": BOARD, "电子显示屏": SCREEN, "广播电视": MEDIUM, "公开电话": PHONE, "电子邮件": OTHER,
    }  # fmt: skip
    assert {form: asked_of(form) for form in known} == known
